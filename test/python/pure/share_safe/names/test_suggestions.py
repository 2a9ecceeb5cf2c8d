"""Words that look like names are suggested, with where they occur."""

import pytest

from custom_components.security_posture.share_safe.model import Choices, Name, Place, Private
from custom_components.security_posture.share_safe.names import Suggestions
from custom_components.security_posture.share_safe.names.suggestions import MAX_SUGGESTIONS
from custom_components.security_posture.share_safe.uses.model import Use

from .forms import index

T, ID, V = Use.TEXT, Use.OBJECT_ID, Use.VALUE


def suggested(*texts: tuple[str, Use], known: tuple[str, ...] = ()) -> dict[str, int]:
    """Return the suggested people of texts, with counts."""
    suggestions = Suggestions()
    for line, (text, use) in enumerate(texts, 1):
        domain, dot, name = text.rpartition(".") if use is ID else ("", "", text)
        suggestions.read(name, use, "a.yaml", line, domain + dot)
    found = suggestions.found(index(*known))
    return {each.text: each.count for each in found if each.kind is Private.PERSON}


def test_family_without_persons_is_suggested() -> None:
    found = suggested(
        ("Family: Ottilie and Bartholomew.", T),
        ("device_tracker.life360_ottilie", ID),
        ("device_tracker.life360_bartholomew", ID),
        ("Ottilie's bedroom light", T),
        ("light.ottilie_bedroom", ID),
    )

    assert found == {"Ottilie": 4, "Bartholomew": 2}


@pytest.mark.parametrize(
    "texts",
    [
        [("Zwackel's phone is empty", T), ("zwackel_phone", ID)],
        [("Good morning, Zwackel", T), ("Zwackel is home", T), ("zwackel_lamp", ID)],
        [("device_tracker.life360_zwackel", ID), ("Welcome home Zwackel", T)],
        [("iphone_von_zwackel", ID), ("Licht von Zwackel", T), ("Hallo Zwackel", T)],
        [("zwackels_iphone", ID), ("Zwackels birthday", T), ("ask Zwackel", T)],
    ],
)
def test_unknown_word_needs_evidence(texts: list[tuple[str, Use]]) -> None:
    assert [each.rstrip("s") for each in suggested(*texts)] == ["Zwackel"]
    assert suggested(("Zwackel", T), ("The Zwackel mode", T), ("zwackel_mode", ID)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Max temperature in May, June or August",
        "Will it rain? Hope so",
        "Kitchen Light is on",
        "Alexa, ask Google to play Spotify",
        "Guest room: the guest's phone",
        "Everyone is home, nobody left, somebody arrived",
        "Good morning everyone. Hello World",
        "Christmas tree is home on Monday",
        "Use MariaDB, Travis CI and Docker",
        "notification's phone",
    ],
)
def test_ordinary_words_are_not_suggested(text: str) -> None:
    assert suggested((text, T), (text.lower().replace(" ", "_"), ID)) == {}


def test_ordinary_name_is_suggested_with_much_evidence() -> None:
    texts = [("Rose's phone", T), ("Rose is home", T), ("rose_phone", ID)]

    assert suggested(*texts) == {"Rose": 3}
    assert suggested(("Rose", T), ("rose_lamp", ID)) == {}


def test_names_in_other_letters_are_suggested() -> None:
    assert [*suggested(("Иван дома", T), ("Привет, Иван", T))] == ["Иван"]


def test_known_names_and_placeholders_are_not_suggested() -> None:
    texts = [("Ottilie is home", T), ("person_1 is home", T), ("Annas phone, Anna", T)]

    assert suggested(*texts, known=("Ottilie Zwackel", "Anna")) == {}


def test_keywords_values_and_pictures_are_not_looked_at() -> None:
    for use in (Use.KEYWORD, Use.NEVER_A_NAME, Use.VALUE):
        assert suggested(("Ottilie is home", use), ("ottilie", use)) == {}


def test_possessive_forms_are_one_suggestion() -> None:
    found = suggested(("Ottilie", T), ("ottilies_iphone", ID), ("Ottilies Zimmer", T))

    assert found == {"Ottilie": 3}


def test_order_and_number_of_suggestions() -> None:
    words = [f"Zwack{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)]
    texts = [(f"Welcome home {word}, {word} is away", T) for word in words]
    texts += [("device_tracker.life360_ottilie", ID), ("Ottilie's phone", T)] * 3

    found = suggested(*texts)

    assert len(found) <= 60
    assert next(iter(found)) == "Ottilie"


def test_places_are_lines_of_the_file() -> None:
    suggestions = Suggestions()
    suggestions.read("Hello\nOttilie\nand Ottilie", T, "a.yaml", 7)

    (found,) = suggestions.found(index())

    assert found.count == 2
    assert found.places == (Place(file="a.yaml", line=8), Place(file="a.yaml", line=9))
    assert not found.on


def test_rooms_are_suggested_with_their_places() -> None:
    suggestions = Suggestions(rooms=("Ottilie's attic", "Zwackelstube", "Kitchen", "Cellar"))
    suggestions.read("Light in the Zwackelstube", T, "a.yaml", 1)
    suggestions.read("zwackelstube", ID, "a.yaml", 2)
    suggestions.read("kitchen", ID, "a.yaml", 3)

    found = {
        each.text: each.count for each in suggestions.found(index()) if each.kind is Private.AREA
    }

    assert found == {"Zwackelstube": 2, "Kitchen": 1}
    known = index(Name(Private.AREA, "Zwackelstube"))
    assert [each.text for each in suggestions.found(known)] == ["Kitchen"]


def accounts(*texts: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the suggested account names."""
    suggestions = Suggestions()
    for text in texts:
        suggestions.read(text, V, "a.yaml", 1)
    return [each.text for each in suggestions.found(index(*known)) if each.kind is Private.USER]


def test_account_of_the_owner_is_suggested() -> None:
    own = "https://github.com/zwackel77/home-assistant-config"

    assert accounts(own, f"# see {own}/issues") == ["zwackel77"]
    assert accounts("https://github.com/zwackel77/x", "https://www.instagram.com/zwackel77/") == [
        "zwackel77"
    ]
    assert accounts("https://youtube.com/@ottilie.zwackel", known=("Ottilie",)) == [
        "ottilie.zwackel"
    ]


def test_other_accounts_are_not_suggested() -> None:
    assert accounts(*["https://github.com/zwackel77/some-card"] * 9) == []
    assert (
        accounts(
            *["https://github.com/home-assistant/core", "https://api.github.com/repos/x/y"] * 3
        )
        == []
    )
    assert accounts(*["https://github.com/zwackel77/home-assistant-config"]) == []


def test_decision_of_the_person_is_kept() -> None:
    class Chosen(Choices):
        def is_on(self, kind: Private, text: str) -> bool | None:
            return (
                {"Ottilie": True, "Bartholomew": False}.get(text)
                if kind is Private.PERSON
                else None
            )

    suggestions = Suggestions()
    suggestions.read("Ottilie and Bartholomew and Gwendolyn are home", T, "a.yaml", 1)

    found = {each.text: each.on for each in suggestions.found(index(), Chosen())}

    assert found == {"Ottilie": True, "Bartholomew": False, "Gwendolyn": False}


class _Chosen:
    """A person has switched on these words of a kind."""

    def __init__(self, kind: Private, *words: str) -> None:
        """Initialize."""
        self._kind, self._words = kind, words

    def is_on(self, kind: Private, text: str) -> bool | None:
        """Return that they are to be replaced."""
        return (kind is self._kind and text.lower() in self._words) or None


def _switched_on(choices: Choices, *texts: str) -> list[str]:
    suggestions = Suggestions()
    for line, text in enumerate(texts, 1):
        suggestions.read(text, T, "a.yaml", line)
    return [each.text for each in suggestions.found(index(), choices) if each.on]


def test_a_decision_holds_while_the_word_occurs() -> None:
    """Also if little else shows by then that it is a name or an account."""
    text = "The Zwackel mode"
    assert _switched_on(_Chosen(Private.PERSON), text) == []
    assert _switched_on(_Chosen(Private.PERSON, "zwackel"), text) == ["Zwackel"]
    link = "https://github.com/zwackel77/blinds"
    assert _switched_on(_Chosen(Private.USER), link) == []
    assert _switched_on(_Chosen(Private.USER, "zwackel77"), link) == ["zwackel77"]


def test_a_decision_holds_beside_many_suggestions() -> None:
    """Only suggestions that are not switched on are limited."""
    letters = "bdfgklmnprst"
    others = [f"Zw{a}{b}ackel" for a in letters for b in letters][: MAX_SUGGESTIONS + 20]
    texts = [text for name in others for text in (f"{name}'s phone", f"{name} is home")]
    chosen = ["Quabbel", "Quebbel"]
    found = _switched_on(_Chosen(Private.PERSON, "quabbel", "quebbel"), *texts, *chosen)
    assert sorted(found) == chosen
