"""Take the endings and the joined words of many languages from a name."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from .tables import read_lists


class Stem(NamedTuple):
    """A word that may be a name with something joined to it."""

    text: str
    begin: int
    end: int  # of the name, or of the whole word if the name itself has changed
    changed: bool  # the name ends otherwise: "Anna", "Anny"
    certain: bool


_LISTS: Final = read_lists("name_endings")
# Longer endings rarely occur in other words.
_LATIN: Final = (*_LISTS["latin_long"], *_LISTS["latin_short"])
_LATIN_CHANGED: Final = _LISTS["latin_changed"]
_ANY_LATIN: Final = (*_LATIN, *_LATIN_CHANGED)
_CYRILLIC: Final = frozenset(_LISTS["cyrillic"])
_CYRILLIC_CHANGED: Final = frozenset(_LISTS["cyrillic_changed"])
_GREEK_CHANGED: Final = frozenset(_LISTS["greek_changed"])
_HEBREW: Final = frozenset(_LISTS["hebrew_before"])
_ARABIC: Final = _LISTS["arabic_before"]
_MIN_JOINED: Final = 3
_LONG: Final = 3
_CYRILLIC_LAST: Final = "\u0430\u044f\u0438"


def stems(word: str) -> Iterator[Stem]:
    """Yield the names that a folded word may be a form of."""
    first = word[:1]
    if "a" <= first <= "z":
        yield from _latin(word)
    elif "\u0400" <= first <= "\u052f":
        yield from _cut(word, _CYRILLIC, changed=False)
        yield from _cut(word, _CYRILLIC_CHANGED, changed=True)
    elif "\u0370" <= first <= "\u03ff":
        yield from _cut(word, _GREEK_CHANGED, changed=True)
        yield Stem(word, 0, len(word), True, True)
    elif "\u0590" <= first <= "\u05ff":
        yield from _hebrew(word)
    elif "\u0600" <= first <= "\u06ff":
        for prefix in _ARABIC:
            if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_JOINED:
                yield Stem(word[len(prefix) :], len(prefix), len(word), False, True)


def _latin(word: str) -> Iterator[Stem]:
    if word.endswith("s") and len(word) > 3:
        yield Stem(word[:-1], 0, len(word) - 1, False, True)
    if not word.endswith(_ANY_LATIN):
        return
    for ending in _LATIN:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_JOINED:
            stem = word[: -len(ending)]
            certain = len(ending) >= _LONG and len(stem) > _MIN_JOINED
            yield Stem(stem, 0, len(word), False, certain)
    for ending in _LATIN_CHANGED:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield Stem(word[: -len(ending)], 0, len(word), True, False)


def _cut(word: str, endings: frozenset[str], *, changed: bool) -> Iterator[Stem]:
    for size in (1, 2, 3, 4):
        if len(word) - size >= 2 and word[-size:] in endings:
            yield Stem(word[:-size], 0, len(word), changed, True)


def _hebrew(word: str) -> Iterator[Stem]:
    for size in (1, 2, 3):
        if word[size - 1 : size] not in _HEBREW or len(word) - size < _MIN_JOINED:
            return
        yield Stem(word[size:], size, len(word), False, True)


def stem_of(name: str) -> str | None:
    """Return a name without the last letter, if endings replace it."""
    last = name[-1:]
    if len(name) < 3:
        return None
    if "\u0370" <= last <= "\u03ff":
        if last == "\u03c3":
            return name[:-2]
        return name[:-1] if last in "\u03b1\u03b7" else None
    if last in _CYRILLIC_LAST:
        return name[:-1]
    return name[:-1] if last == "a" and len(name) > 3 else None


_PHRASE_ENDING: Final = re.compile(
    r"(?:iego|iemu|ego|emu|iej|ej|ych|ich|ymi|imi|ym|im|om|ami|ach|eho|ou|iem|em|[aeiouy]{1,2}"
    r"|\u043e\u0433\u043e|\u0435\u0433\u043e|\u043e\u043c\u0443|\u0435\u043c\u0443"
    r"|[\u044b\u0438](?:\u0445|\u043c|\u043c\u0438)|[\u0430\u044f](?:\u043c\u0438|\u0445|\u043c)"
    r"|[\u043e\u0435][\u043c\u0438\u044e]"
    r"|[\u0430\u0435\u0438\u0439\u043e\u0443\u044b\u044c\u044e\u044f]{1,2})\Z"
)
_MIN_STEM: Final = 3


def phrase_stem(word: str) -> str:
    """Return a word of a phrase without its ending; "" of what has none."""
    stem = _PHRASE_ENDING.sub("", word)
    return stem if len(stem) >= _MIN_STEM and stem.isalpha() else ""
