"""Properties of the finder of names, for any names and texts."""

from collections.abc import Callable
import unicodedata

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.names import NameIndex
from custom_components.security_posture.share_safe.uses.model import Use

from ....support.steps import steps
from .forms import index, replaced

# Invented names, which are no words.
NAMES = (
    "Ottilie Zwackelmann",
    "Bartholomäus",
    "Jean-Luc",
    "Żaneta",
    "Øydis",
    "Зарина",
    "Ελπινίκη",
    "美咲",
    "김지민",
    "สมชาย",
    "समीर",
    "מרדכי",
    "عبدالله",
)
FORMS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    lambda name: name.lower().replace(" ", "_").replace("-", "_"),
    lambda name: "".join(f"%{byte:02X}" for byte in name.encode()),
    lambda name: "".join(f"\\u{ord(char):04x}" for char in name),
    lambda name: "".join(f"&#{ord(char)};" for char in name),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
)
WORDS = (
    "the",
    "lamp",
    "is",
    "on",
    "2",
    "kitchen",
    "_",
    ".",
    "\n",
    "'s",
    "%20",
    "\\n",
    "&amp;",
    "100%",
)
FOUND_IN = (Use.TEXT, Use.OBJECT_ID, Use.VALUE)

names_in_a_form = st.builds(
    lambda name, form: form(name), st.sampled_from(NAMES), st.sampled_from(FORMS)
)
texts = st.lists(names_in_a_form | st.sampled_from(WORDS), max_size=12).map(" ".join)
any_texts = texts | st.text(max_size=80) | st.text("annA'\u0301_2 %4e\\u0061&;ß", max_size=60)
any_names = st.lists(
    st.builds(Name, st.sampled_from(list(Private)), st.text(max_size=12) | st.sampled_from(NAMES)),
    max_size=6,
)


@given(any_names, any_texts, st.sampled_from(list(Use)))
@settings(max_examples=300)
def test_matches_are_in_order_and_in_the_text(names: list[Name], text: str, use: Use) -> None:
    done = 0
    for match in index(*names).find(text, use):
        assert done <= match.begin < match.end <= len(text)
        assert match.placeholder in match.new
        done = match.end


@given(texts, st.sampled_from(FOUND_IN))
@settings(max_examples=300)
def test_nothing_of_a_name_is_left(text: str, use: Use) -> None:
    names = index(*NAMES)

    result = replaced(names, text, use)

    assert [*names.find(result, use)] == []
    assert replaced(names, result, use) == result
    folded = unicodedata.normalize("NFD", result).casefold()
    for name in NAMES:
        for word in name.replace("-", " ").split():
            assert unicodedata.normalize("NFD", word).casefold() not in folded


@given(names_in_a_form, st.sampled_from(("{}", "the {}.", "({})", "x/{}/y", '"{}"', "{}, {}")))
def test_only_the_name_changes(name: str, around: str) -> None:
    result = replaced(index(*NAMES), around.format(name, name), Use.VALUE)

    for piece in around.replace("{}", "\0").split("\0"):
        assert piece in result
    assert result.replace("person_", "").count("_") == 0


@given(any_names, any_texts)
def test_nothing_changes_without_a_name_or_in_keywords(names: list[Name], text: str) -> None:
    assert replaced(index(), text) == text
    assert replaced(index(*names), text, Use.KEYWORD) == text


def _many(count: int) -> NameIndex:
    """Return an index of names that no text holds."""
    return index(
        *(f"Zwack{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n // 676}mann" for n in range(count))
    )


def _steps(names: NameIndex, text: str) -> int:
    """Return the number of steps of one search."""
    return steps(lambda: [*names.find(text, Use.TEXT)])


@pytest.mark.parametrize(
    "words",
    [
        "The lamp of Zwackelmann in the zwackphone is on. ",
        "zwackazwackbzwackc ",
        "zwack_zwack%20%C3%A4 ",
        "zwackzwackzwackzwackzwackzwackzwackzwackzwackzwackzwackzwackzwack",
        "さくらの",
    ],
)
def test_steps_grow_with_the_text_and_not_with_the_names(words: str) -> None:
    few, many = _many(500), _many(1000)
    text, longer = words * 50, words * 100

    assert _steps(many, text) <= 1.1 * _steps(few, text) + 200
    assert _steps(_many(500), longer) <= 2.3 * _steps(_many(500), text) + 200


def test_names_with_the_same_first_word_cost_no_more() -> None:
    few = index(*(f"Ottilie Zwack{chr(97 + n % 26)}{n}" for n in range(100)))
    many = index(*(f"Ottilie Zwack{chr(97 + n % 26)}{n}" for n in range(1000)))
    text = "Ottilie Zwackelmann " * 100

    assert _steps(many, text) <= 1.1 * _steps(few, text) + 200
