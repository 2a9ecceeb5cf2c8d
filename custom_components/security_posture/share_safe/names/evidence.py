"""What shows that a word is somebody's name: the words beside it, its case, the ids it is in."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from ..uses.model import Use
from .tables import read_lists

_LISTS: Final = {name: frozenset(words) for name, words in read_lists("name_evidence").items()}
DOUBTFUL: Final = _LISTS["doubtful"]
_PERSONAL: Final = _LISTS["personal"]
_ROOMS: Final = _LISTS["rooms"]
_GREETING: Final = _LISTS["greeting"]
_GREETING_TWO: Final = _LISTS["greeting_two"]
_STATE: Final = _LISTS["state"]
_KIN: Final = _LISTS["kin"]
_IS: Final = frozenset({"is", "has", "just", "ist", "hat", "est", "esta", "e", "was", "not"})
_OF: Final = frozenset({"von", "vom", "de", "of", "di", "van", "af", "av", "d", "da", "do"})
_TRACKERS: Final = ("life360_", "icloud3_", "mobile_app_", "owntracks_")
_IDS: Final = ("device_tracker.", "notify.", "proximity.")
# Characters before a text that matter.
MOST_BEFORE: Final = max(map(len, (*_TRACKERS, *_IDS)))


class Shown(StrEnum):
    """A kind of evidence."""

    POSSESSIVE = "possessive"
    PERSONAL = "personal"
    ROOM = "room"
    GREETING = "greeting"
    STATE = "state"
    KIN = "kin"
    PERSON = "person"
    TRACKER = "tracker"
    ID = "id"
    IN_SENTENCE = "in_sentence"
    OBJECT_ID = "object_id"


WEIGHTS: Final[dict[Shown, int]] = {
    Shown.POSSESSIVE: 4,
    Shown.PERSONAL: 4,
    Shown.ROOM: 1,
    Shown.GREETING: 3,
    Shown.STATE: 4,
    Shown.KIN: 2,
    Shown.PERSON: 8,
    Shown.TRACKER: 5,
    Shown.ID: 1,
    Shown.IN_SENTENCE: 2,
    Shown.OBJECT_ID: 1,
}


class Token(NamedTuple):
    """A word of a text."""

    folded: str
    begin: int
    end: int
    capital: bool
    apart: bool  # a sentence or another line begins before it


def shown(tokens: Sequence[Token], n: int, text: str, use: Use, before: str) -> Iterator[Shown]:
    """Yield what shows that a word of a text is a name."""
    previous = tokens[n - 1].folded if n and not tokens[n].apart else ""
    after = [token.folded for token in _same_sentence(tokens, n)]
    following = after[0] if after else ""
    is_name = use is Use.OBJECT_ID or tokens[n].capital
    if is_name:
        yield from _beside(previous, after, tokens[max(0, n - 2)].folded)
    if use is Use.TEXT and tokens[n].capital:
        if previous in _GREETING or f"{tokens[max(0, n - 2)].folded}_{previous}" in _GREETING_TWO:
            yield Shown.GREETING
        if following in _STATE or (following in _IS and _STATE.intersection(after[1:3])):
            yield Shown.STATE
        if n and not tokens[n].apart and not tokens[n - 1].capital:
            yield Shown.IN_SENTENCE
    ahead = before + text[: tokens[n].begin]
    if ahead.endswith("person."):
        yield Shown.PERSON
    elif ahead.endswith(_TRACKERS):
        yield Shown.TRACKER
    elif ahead.endswith(_IDS):
        yield Shown.ID
    if use is Use.OBJECT_ID:
        yield Shown.OBJECT_ID


def _same_sentence(tokens: Sequence[Token], n: int) -> Iterator[Token]:
    for token in tokens[n + 1 : n + 5]:
        if token.apart:
            return
        yield token


def _beside(previous: str, after: list[str], before_that: str) -> Iterator[Shown]:
    following = after[0] if after else ""
    if following == "s":
        yield Shown.POSSESSIVE
        following = after[1] if len(after) > 1 else ""
    owner = before_that if previous in _OF else previous
    if following in _PERSONAL or owner in _PERSONAL:
        yield Shown.PERSONAL
    elif following in _ROOMS or (previous in _OF and owner in _ROOMS):
        yield Shown.ROOM
    if previous in _KIN:
        yield Shown.KIN
