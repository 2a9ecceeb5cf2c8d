"""A known name: what it is replaced with, and where."""

from dataclasses import dataclass
from typing import Final

from ..model import Private
from .ordinary import (
    DESCRIBING,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    NOBODY,
    OWN_THINGS,
    is_keyword,
    is_ordinary,
)

# Shorter names occur in too many words.
_MIN_NAME: Final = 3
# Of two kinds with the same name, the first one.
_ORDER: Final = (
    Private.PERSON,
    Private.FAMILY,
    Private.USER,
    Private.DEVICE,
    Private.AREA,
    Private.ZONE,
    Private.PLACE,
)
_NOBODY: Final = NOBODY - FUNCTION_WORDS
_PEOPLE: Final = frozenset({Private.PERSON, Private.FAMILY, Private.USER, Private.WORD})


@dataclass(slots=True)
class Entry:
    """A name, in one of its forms."""

    kind: Private
    placeholder: str
    tokens: tuple[str, ...]
    is_word: bool  # from the user's list: replaced everywhere
    ordinary: bool = False
    like_a_person: bool = False
    in_slugs: bool = False  # only as a part of object ids
    capital: bool = False  # written with a capital by the user
    is_form: bool = False  # a case form of the name
    doubtful: bool = False  # such a form that may be another word

    def __post_init__(self) -> None:
        """Decide in which places such a name is meant."""
        self.ordinary = all(map(is_common, self.tokens))
        self.like_a_person = self.kind in _PEOPLE and all(map(_may_be_called, self.tokens))

    @property
    def is_number(self) -> bool:
        """Return whether the name consists of digits only."""
        return all(token.isdecimal() for token in self.tokens)

    def rank(self) -> int:
        """Return the order among entries with the same name."""
        return _ORDER.index(self.kind) if self.kind in _ORDER else len(_ORDER)


def is_common(token: str) -> bool:
    """Return whether a word alone does not show that a name is meant."""
    return (
        (len(token) < _MIN_NAME and not is_ideographic(token))
        or token.isdecimal()
        or token in FUNCTION_WORDS
        or token in OWN_THINGS
        or is_ordinary(token)
    )


def _may_be_called(token: str) -> bool:
    return (
        token in GIVEN_NAMES
        or token in DESCRIBING
        or not (token.isdecimal() or token in OWN_THINGS or token in _NOBODY or is_keyword(token))
    )


def is_ideographic(text: str) -> bool:
    """Return whether a text begins with a character that is a syllable or more."""
    return "\u1100" <= text[:1] <= "\u11ff" or "\u3040" <= text[:1] <= "\u9fff"


def is_name(words: tuple[str, ...]) -> bool:
    """Return whether a part of the name of a person is a name as well: not in "Anna Phone"."""
    return any(
        word in GIVEN_NAMES
        or (word not in FUNCTION_WORDS and word not in OWN_THINGS and not is_keyword(word))
        for word in words
    )
