"""Names that are ordinary words are replaced only where a name is meant."""

import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.uses.model import Use

from .forms import index, replaced

PEOPLE = ("Max", "Will", "June", "August", "Rose", "Art", "Her", "Bo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Max comes home", "person_1 comes home"),
        ("MAX COMES HOME", "person_1 COMES HOME"),
        ("Max's room, Max\u2019 room", "person_1's room, person_1\u2019 room"),
        ("Is Will home? Will is home.", "Is person_2 home? person_2 is home."),
        ("June and August are away", "person_3 and person_4 are away"),
        ("Good night, Rose", "Good night, person_5"),
        ("Bo's room", "person_8's room"),
        ("ask Her", "ask person_7"),
        ("maxPhone, phoneOfMax", "person_1_Phone, phoneOf_person_1"),
        ("light.max_room is on", "light.person_1_room is on"),
    ],
)
def test_name_in_a_text(text: str, expected: str) -> None:
    assert replaced(index(*PEOPLE), text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the max is 20",
        "Max temperature, min/Max",
        "Will the door be open? Will it rain",
        "this will turn on",
        "in June, 1 August, June 2026",
        "a rose, roses, Rose gold",
        "Her car",
        "art mode, Art mode",
        "boo bobo",
    ],
)
def test_ordinary_word_in_a_text(text: str) -> None:
    assert replaced(index(*PEOPLE), text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max", "person_1"),
        ("max_home_alone", "person_1_home_alone"),
        ("max_phone", "person_1_phone"),
        ("light_max", "light_person_1"),
        ("maxs_phone", "person_1s_phone"),
        ("max_s_phone", "person_1_s_phone"),
        ("maxphone", "person_1_phone"),
        ("roses_room", "person_5s_room"),
        ("rose_temperature", "person_5_temperature"),
        ("bo_room", "person_8_room"),
        ("max_temperature", "max_temperature"),
        ("temperature_max", "temperature_max"),
        ("min_max", "min_max"),
        ("set_max", "set_max"),
        ("brightness_max", "brightness_max"),
        ("will_rain", "will_rain"),
        ("art_mode", "art_mode"),
    ],
)
def test_name_in_an_object_id(text: str, expected: str) -> None:
    assert replaced(index(*PEOPLE), text, Use.OBJECT_ID) == expected


@pytest.mark.parametrize("use", [Use.VALUE, Use.NEVER_A_NAME, Use.KEYWORD])
def test_ordinary_name_is_no_value(use: Use) -> None:
    for text in ("max", "Max", "max_value", "rose", "/art/june", "WILL"):
        assert replaced(index(*PEOPLE), text, use) == text


def test_other_names_are_found_in_values_only_outside_of_keywords() -> None:
    names = index("Ottilie")

    assert replaced(names, "home/ottilie/lamp", Use.VALUE) == "home/person_1/lamp"
    for use in (Use.NEVER_A_NAME, Use.KEYWORD):
        assert replaced(names, "ottilie", use) == "ottilie"


@pytest.mark.parametrize("kind", [Private.ZONE, Private.PLACE, Private.DEVICE, Private.AREA])
def test_ordinary_place_is_replaced_only_as_a_whole(kind: Private) -> None:
    names = index(Name(kind, "Garage"))

    for text in ("The garage is open", "Garage light", "garage_light"):
        assert replaced(names, text) == text
        assert replaced(names, text, Use.OBJECT_ID) == text
    assert replaced(names, "garage", Use.OBJECT_ID) == f"{kind}_1"
    assert replaced(names, "Garage", Use.VALUE) == f"{kind}_1"


def test_place_with_a_name_of_its_own_is_replaced_everywhere() -> None:
    names = index(Name(Private.ZONE, "Grundschule Nord"), Name(Private.PLACE, "Villa Sonnenschein"))

    assert replaced(names, "At Grundschule Nord") == "At zone_1"
    assert replaced(names, "villa_sonnenschein_door", Use.OBJECT_ID) == "place_1_door"


def test_home_assistant_is_nobody() -> None:
    names = index("Home Assistant", Name(Private.PLACE, "Home"), "Kitchen", "Admin")

    for text in ("Home Assistant started", "the kitchen, Kitchen light", "Ask an admin", "home"):
        assert replaced(names, text).casefold() in (text.casefold(), "place_1")


def test_words_of_the_user_are_replaced_everywhere_but_in_keywords() -> None:
    names = index(*(Name(Private.WORD, word) for word in ("Max", "Bo", "Amber", "Koopa", "17")))

    assert replaced(names, "Max and bo, AMBER") == "word_1 and word_2, word_3"
    assert replaced(names, "type: max", Use.VALUE) == "type: word_1"
    assert replaced(names, "koopa/bo/17", Use.VALUE) == "word_4/word_2/word_5"
    assert replaced(names, "koopa", Use.NEVER_A_NAME) == "word_4"
    assert replaced(names, "17.5, 0.17, 117", Use.VALUE) == "17.5, 0.17, 117"
    assert replaced(names, "max koopa", Use.KEYWORD) == "max koopa"
    assert names.not_replaceable() == {}


def test_words_that_cannot_be_replaced_are_told() -> None:
    names = index()
    for word in ("", " ", "\x00", "a", "x" * 101, "person_1", "on", "True", "Bo"):
        names.add(Name(Private.WORD, word))

    assert names.not_replaceable() == {
        "": "empty",
        " ": "empty",
        "\x00": "empty",
        "a": "too_short",
        "x" * 101: "too_long",
        "person_1": "placeholder",
        "on": "keyword",
        "True": "keyword",
    }
    assert replaced(names, "on True a person_1 Bo", Use.VALUE) == "on True a person_1 word_1"


def test_placeholders_stay() -> None:
    names = index("Person", "Ottilie", Name(Private.DEVICE, "device_7"), Name(Private.DEVICE, "1"))

    text = "person_1, device_7, host_1s, notify.mobile_app_device_7, zone_1 Ottilie"
    assert replaced(names, text) == text.replace("Ottilie", "person_2")
    assert names.exact_match("device_7") is None


@pytest.mark.parametrize(
    "name",
    ["", " ", "\x00\x1b", ".*", "(a+)+$", "x" * 10_000, "a " * 500, "[", "1", "\u0301", "'s"],
)
def test_hostile_name_changes_nothing_else(name: str) -> None:
    names = index(*(Name(kind, name) for kind in Private if kind is not Private.WORD))

    text = "light.turn_on: brightness 10, aaaaaaaaaaaaaaaaaaaaaa! it's 2 x 3"
    for use in Use:
        assert replaced(names, text, use) == text
