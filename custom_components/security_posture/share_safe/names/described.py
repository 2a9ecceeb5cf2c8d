"""Tell whether a word that names or describes something is meant as somebody's name."""

import re
from typing import Final

from .folding import fold_text
from .ordinary import DESCRIBING, GIVEN_NAMES, LINKS, MONTHS, OWN_THINGS, PARTNERS, TITLES
from .tables import read_lists

_LISTS: Final = {
    key: frozenset(map(fold_text, words)) for key, words in read_lists("name_beside").items()
}
KIN: Final = _LISTS["kin"]
_LIGHT: Final = _LISTS["light"]
_COLOURS: Final = _LISTS["colours"]
THINGS: Final = _LISTS["things"]
_BEFORE: Final = _LISTS["before"]
_STRONG: Final = _LISTS["strong"]
_WEAK: Final = _LISTS["weak"]
_NOUNS: Final = _LISTS["nouns"]
_AROUND: Final = _LISTS["around"] | KIN
_PERSONAL: Final = frozenset(read_lists("name_evidence")["personal"])
_FAMILY: Final = frozenset(map(fold_text, read_lists("family_words")["beside"])) - {
    "the", "de", "da", "di", "do", "dos", "das", "bei", "ev", "home", "house", "huis", "haus",
}  # fmt: skip
_POSSESSIVE: Final = re.compile(r"['\u2019\u02bc](?:s\b|(?=\s|$))", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?:\A|[.!?:;\n\u2026\"(\u00a1\u00bf]|[-*])\s*\Z")
_VOCATIVE: Final = re.compile(r",\s")
_AND: Final = re.compile(
    r"\s{0,2}(?:,|&|\+|/|\b(?:and|und|et|e|y|en|och|og|i|ja|ve)\b)\s{0,2}(\w{2,30})"
)
_AND_BEFORE: Final = re.compile(
    r"(\w{2,30})\s{0,2}(?:,|&|\+|/|\b(?:and|und|et|e|y|en|och|og|i|ja|ve)\b)\s{0,2}\Z"
)
_WORD: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 64
# Shorter words end too many others.
_MIN_END: Final = 4


def is_thing(word: str) -> bool:
    """Return whether a word is a thing that people own, or ends with one: "nachtlicht"."""
    if word in OWN_THINGS:
        return True
    return any(word[at:] in OWN_THINGS for at in range(2, len(word) - _MIN_END + 1))


def is_weak(name: str) -> bool:
    """Return whether a word is so often a name that a person of this home has it."""
    if name in _STRONG or name in THINGS or name in MONTHS or name not in DESCRIBING:
        return False
    return name in GIVEN_NAMES or name in _WEAK or is_caseless(name)


def is_caseless(text: str) -> bool:
    """Return whether a text is in a script without capitals."""
    return text.lower() == text.upper()


def is_in_id(name: str, before: str, after: str, *, is_whole: bool) -> bool:
    """Return whether a part of an object id is meant as a name."""
    if name in _COLOURS and not {before, after}.isdisjoint(_LIGHT):
        return False
    if is_whole or before in KIN or before in _VERBS_AFTER or after in _ACTS:
        return True
    if is_weak(name) and _is_weak_in_id(name, before, after):
        return True
    if name in THINGS:
        return is_thing(before) or after in _PERSONAL or before in LINKS - {"de"}
    if after in PARTNERS["max"] and not after.isdecimal() and after not in _SWITCHED:
        return not before  # "rose_temperature"
    return is_thing(before) or is_thing(after) or before in LINKS - {"s", "on", "off", "app", "i"}


def _is_weak_in_id(name: str, before: str, after: str) -> bool:
    if after in _NOUNS:
        return False
    if name not in _COLOURS:
        return True
    return is_thing(before) or not _AROUND.isdisjoint((before, after))


_VERBS_AFTER: Final = frozenset({"where", "notify", "call", "find", "wake", "tell"})
_SWITCHED: Final = frozenset({"on", "off", "up", "down", "x", "y", "z", "k", "w", "v", "q", "a"})
_ACTS: Final = _LISTS["presence"] | (_LISTS["verbs"] - _LISTS["is"])


def is_in_text(name: str, text: str, begin: int, end: int, *, is_given: bool) -> bool:  # noqa: C901, PLR0911
    """Return whether a capitalised word of a text is meant as a name."""
    before, after = text[max(0, begin - _NEAR) : begin], text[end : end + _NEAR]
    following = [fold_text(word) for word in _WORD.findall(after)[:3]]
    previous = [fold_text(word) for word in _WORD.findall(before)[-2:]]
    last = previous[-1] if previous else ""
    first = following[0] if following else ""
    if name in MONTHS and not MONTHS.isdisjoint(following + previous):
        return False
    if _POSSESSIVE.match(after) or last in KIN | TITLES or last in _LISTS["greeting"]:
        return True
    if name in _COLOURS and (last in _LIGHT or first in _LIGHT):
        return False
    if not is_given:
        return not {last, first}.isdisjoint(_FAMILY)
    if is_weak(name):
        return first not in _NOUNS and (
            is_caseless(name) or last not in _LISTS["articles"] or _acts(first, following[1:])
        )
    if name in THINGS and first and not (first in _PERSONAL or first in _ACTS):
        return last in _BEFORE and _is_small(before) and is_thing(previous[0])
    if _is_beside_a_name(before, after):
        return True
    if text[begin].lower() == text[begin].upper():
        return _is_in_caseless(last, first, following[1:])
    begins = _SENTENCE.search(before) is not None
    if begins and _VOCATIVE.match(after):
        return True
    if begins:
        return _acts(first, following[1:]) or (
            is_thing(first) and (name not in _COLOURS or first in _PERSONAL)
        )
    if is_thing(last) and text[begin].isupper():
        return True
    return last not in _LISTS["articles"] and _is_small(before) and not _is_capital(after)


def _is_in_caseless(last: str, first: str, rest: list[str]) -> bool:
    """Tell of scripts without capitals: Hebrew, Arabic, Hindi."""
    return last in _OF or is_thing(last) or _acts(first, rest)


_OF: Final = _LISTS["of"]


def acts(word: str) -> bool:
    """Return whether a word is what people do."""
    return word in _ACTS


def _acts(first: str, rest: list[str]) -> bool:
    if first in _LISTS["is"]:
        return not _LISTS["presence"].isdisjoint(rest[:2]) or (
            first in ("hat", "has", "had", "a") and bool(rest)
        )
    return first in _ACTS


def _is_beside_a_name(before: str, after: str) -> bool:
    beside = (_AND.match(after), _AND_BEFORE.search(before))
    return any(
        match and match[1][0].isupper() and fold_text(match[1]) in GIVEN_NAMES for match in beside
    )


def _is_small(before: str) -> bool:
    words = _WORD.findall(before)
    return bool(words) and not words[-1][:1].isupper() and not words[-1].isdecimal()


def _is_capital(after: str) -> bool:
    return after[:1] == " " and after[1:2].isupper()
