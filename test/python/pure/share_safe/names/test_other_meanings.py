"""Known names where the text shows that something else is meant."""

from pathlib import Path

import pytest

from custom_components.security_posture.share_safe import Knowledge, Name, Private, make_copy

from ..home import household, know


def _copy(folder: Path, text: str, known: Knowledge) -> str:
    home = household(folder, {"configuration.yaml": text})
    return make_copy(home, known).files["configuration.yaml"]


@pytest.mark.parametrize(
    ("name", "text", "copied"),
    [
        ("Gia Bảo", "alias: Bảo về nhà", "alias: family_1 về nhà"),
        ("Gia Bảo", "alias: Bao ve nha", "alias: family_1 ve nha"),
        ("Gia Bảo", "entity_id: light.phong_bao", "entity_id: light.phong_family_1"),
        ("Gia Bảo", "alias: Bảo trì máy", "alias: family_1 trì máy"),
        ("Gia Bảo", "alias: Cần bảo trì máy", None),
        ("Gia Bảo", "alias: Báo động", None),
        ("Gia Bảo", "alias: Bão về rồi", None),
        ("Gia Bảo", "alias: Bao giờ mưa", None),
        ("Zoë", "alias: Zoe komt thuis", "alias: person_1 komt thuis"),
    ],
)
def test_a_vietnamese_name_has_its_tones(
    tmp_path: Path, name: str, text: str, copied: str | None
) -> None:
    assert _copy(tmp_path, text, know(Name(Private.PERSON, name))) == (copied or text)


@pytest.mark.parametrize(
    ("kind", "name", "text", "copied"),
    [
        (Private.PERSON, "Hunter", "alias: Hunter fan off", None),
        (Private.PERSON, "Hunter", "name: Hunter Douglas shade", None),
        (Private.PERSON, "Hunter", "entity_id: fan.hunter_fan", None),
        (Private.PERSON, "Hunter", "alias: Hunter arrived", "alias: person_1 arrived"),
        (Private.PERSON, "Kiran", "entity_id: sensor.surya_kiran_uv", None),
        (Private.PERSON, "Kiran", "entity_id: light.kiran_uv", "entity_id: light.person_1_uv"),
        (Private.PERSON, "Om", "alias: Play Om Jai Jagdish", None),
        (Private.WORD, "Bear", "alias: Teddy bear lamp", None),
        (Private.WORD, "Bear", "alias: Feed Bear", "alias: Feed word_1"),
        (Private.PERSON, "하늘", "alias: 하늘 흐림", None),
        (Private.PERSON, "하늘", "alias: 하늘 귀가", "alias: person_1 귀가"),
    ],
)
def test_a_name_that_is_a_part_of_something_well_known_stays(
    tmp_path: Path, kind: Private, name: str, text: str, copied: str | None
) -> None:
    assert _copy(tmp_path, text, know(Name(kind, name))) == (copied or text)


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("state: '{% set luz = states.light %}{{ luz | count }}'", None),
        ("state: \"{{ hours | sort(attribute='luz') }}\"", None),
        (
            "state: '{% set luz = states(\"person.luz\") %}'",
            "state: '{% set person_1 = states(\"person.person_1\") %}'",
        ),
        ("objects:\n  track: [dog, luz]", None),
    ],
)
def test_a_variable_is_no_person(tmp_path: Path, text: str, copied: str | None) -> None:
    assert _copy(tmp_path, text, know(Name(Private.PERSON, "Luz"))) == (copied or text)


@pytest.mark.parametrize("name", ["小米电视4S", "삼성 TV", "Яндекс.Станция Макс"])
def test_a_device_that_is_called_by_its_product_stays(tmp_path: Path, name: str) -> None:
    assert _copy(tmp_path, f"name: {name}", know(Name(Private.DEVICE, name))) == f"name: {name}"


def test_the_name_of_a_place_without_its_article_is_in_ids(tmp_path: Path) -> None:
    known = know(Name(Private.PLACE, "The Old Forge"))
    text = "entity_id: lock.old_forge_front\nalias: An old forge\n"
    copied = "entity_id: lock.place_1_front\nalias: An old forge\n"
    assert _copy(tmp_path, text, known) == copied


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("url: https://maps.example/?18.5,73.9,8", None),
        ("url: https://maps.example/?18.521,73.857,8", "url: https://maps.example/?0.0,0.0,8"),
        ("url: https://maps.example/?lat=18.5", "url: https://maps.example/?lat=0.0"),
        ("url: https://maps.example/?ll=18.5,73.9", "url: https://maps.example/?ll=0.0,0.0"),
    ],
)
def test_numbers_with_one_decimal_are_coordinates_beside_a_word_for_it(
    tmp_path: Path, text: str, copied: str | None
) -> None:
    known = Knowledge(coordinates=((18.5214, 73.8567),))
    assert _copy(tmp_path, text, known) == (copied or text)


def test_a_template_that_lists_codes_has_none(tmp_path: Path) -> None:
    text = "variables:\n  valid_codes: '[{% for e in events %} \"{{e.summary}}\" {% endfor %}]'\n"
    assert _copy(tmp_path, text, know()) == text


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (
            "shell_command: {say: say T3R0aWxpZSBrb21tdCBuYWNoIEhhdXNl}",
            "shell_command: {say: say person_1}",
        ),
        ("shell_command: {say: say U29waGllIGtvbW10IG5hY2ggSGF1c2U=}", None),
        ("x: Das ist **Otti**lies Zimmer", "x: Das ist **person_1**s Zimmer"),
        ("x: <b>Ottilie</b> kommt", "x: <b>person_1</b> kommt"),
        ("x: Ein **Ott**akringer", None),
    ],
)
def test_a_name_in_base64_or_with_markup_is_found(
    tmp_path: Path, text: str, copied: str | None
) -> None:
    assert _copy(tmp_path, text, know(Name(Private.PERSON, "Ottilie"))) == (copied or text)
