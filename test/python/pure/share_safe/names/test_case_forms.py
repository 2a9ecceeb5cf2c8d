"""Case forms of Slavic names, phrases with endings, and words of the user that are no words."""

import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.names.cases import MOST, case_forms, in_ids
from custom_components.security_posture.share_safe.uses.model import Use

from .forms import index, replaced


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Franek", "telefon Franka, daj Frankowi", "telefon person_1, daj person_1"),
        ("Basia", "Pokój Basi jest zimny", "Pokój person_1 jest zimny"),
        ("Karel", "zavolej Karlovi", "zavolej Karlovi"),
        ("Jiří Novotný", "dům Novotných", "dům family_1"),
        ("Анна Орлова", "телефон Анны Орловой", "телефон person_1 family_1"),
        ("Лев", "Ночник Льва", "Ночник person_1"),
        ("Таня", "позвони Тане", "позвони person_1"),
        ("Роза", "бутон розы", "бутон розы"),
        ("Ania", "ani jeden, Ani jednego", "ani jeden, Ani jednego"),
    ],
)
def test_form_in_a_text(name: str, text: str, expected: str) -> None:
    assert replaced(index(name), text) == expected


@pytest.mark.parametrize(
    ("name", "slug", "expected"),
    [
        ("Franek", "lampka_franka", "lampka_person_1"),
        ("Basia", "pokoj_basi", "pokoj_person_1"),
        ("Таня", "svet_v_komnate_tani", "svet_v_komnate_person_1"),
        ("Лев", "nochnik_lva", "nochnik_person_1"),
        ("Аня", "nochnik_ani", "nochnik_person_1"),
        ("Аня", "ani_dnia", "ani_dnia"),
        ("Ania", "ani", "ani"),
    ],
)
def test_form_in_an_object_id(name: str, slug: str, expected: str) -> None:
    assert replaced(index(name), slug, Use.OBJECT_ID) == expected


@pytest.mark.parametrize("name", ["Franek", "Basia", "Дарья", "Соколовский", "Wiśniewski"])
def test_forms_are_few(name: str) -> None:
    assert len(case_forms(name)) <= MOST
    assert len(in_ids(name)) <= MOST
    assert name.lower() not in case_forms(name)


def test_name_is_preferred_to_a_form() -> None:
    assert replaced(index("Franek", "Franka"), "Franka i Franek") == "person_2 i person_1"


def test_phrase_with_endings() -> None:
    names = index(
        Name(Private.WORD, "Szkoła Muzyczna nr 88"), Name(Private.ZONE, "Детский сад Ромашка")
    )

    assert replaced(names, "koło Szkoły Muzycznej nr 88") == "koło word_1"
    assert replaced(names, "из детского сада Ромашки") == "из zone_1"
    assert replaced(names, "szkoły muzyczne nr 89") == "szkoły muzyczne nr 89"


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("F#*", "an f#* chord", "an word_1 chord"),
        ("B++", "B++ and b++.", "word_1 and word_1."),
        ("x.*z", "x.*z, xyz", "word_1, xyz"),
        ("@home", "to @home, me@home, @homes", "to word_1, me@home, @homes"),
        ("🦊", "hi 🦊!", "hi word_1!"),
    ],
)
def test_word_with_other_characters(word: str, text: str, expected: str) -> None:
    names = index(Name(Private.WORD, word))

    assert replaced(names, text) == expected
    assert replaced(names, text, Use.KEYWORD) == text
    assert names.exact_match(word) == (Private.WORD, "word_1")


@pytest.mark.parametrize("text", ["J%25C3%25BCrgen", r"J\\u00fcrgen", r"J\\\\u00fcrgen"])
def test_name_encoded_twice(text: str) -> None:
    assert replaced(index("Jürgen"), text, Use.VALUE) == "person_1"
