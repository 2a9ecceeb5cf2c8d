"""List the forms in which a name is written."""

from collections.abc import Iterator
import re
from typing import Final
import unicodedata

from ..model import Private
from .described import KIN
from .entry import is_ideographic
from .folding import WORD, atoms, fold_text, tokens
from .ordinary import ARTICLES, FAMILY_PARTICLES, GIVEN_NAMES, OWN_THINGS, TITLES
from .transliteration import hepburn, in_kana, other_spellings, slug_words

type Tokens = tuple[str, ...]

MAX_NAME: Final = 100
MAX_TOKENS: Final = 12
_MAX_PERSON_WORDS: Final = 5
_MIN_PART: Final = 4
_GERMAN: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Å": "Aa",
        "Ø": "Oe",
    }
)
# "Bjoern" can be spelled "Björn" elsewhere, but not "Samuel".
_UMLAUT: Final = re.compile(r"(?i)(?<![aeiouq])([aou])e(?=[b-df-hj-np-tv-z])(?!l\b)")
_POSSESSIVE: Final = re.compile(r"([^\W\d_]{3})(?:['\u2019\u02bc]| )s\b")
_JOINED: Final = re.compile(r"^([^\W\d_]{3,})s\b(?= \S)")
# "from", "in", "to", "the", "and", "that", "as"
_HEBREW: Final = "\u05d1\u05dc\u05de\u05d4\u05d5\u05e9\u05db"
_ASIDE: Final = re.compile(r"[(\[{\"\u201c\u201e\u00ab](.{1,60}?)[)\]}\"\u201d\u201c\u00bb]")


def spellings(text: str) -> tuple[Tokens, ...]:
    """Return the words of a name in all its spellings; the first is that of the name itself."""
    spelled = unicodedata.normalize("NFC", " ".join(text.replace("_", " ").split()))
    written = dict.fromkeys(
        (
            spelled,
            spelled.translate(_GERMAN),
            _UMLAUT.sub(r"\1", spelled),
            # "Anna's iPhone", "anna s iphone", "Annas iPhone".
            _POSSESSIVE.sub(r"\1s", spelled),
            _JOINED.sub(r"\1 s", spelled),
        )
    )
    found: dict[Tokens, None] = {}
    for form in written:
        words = tokens(form)
        found[words] = None
        parts = tuple(
            atom.folded.text
            for word in WORD.findall(form)
            for atom in atoms(word)
            if atom.folded.text
        )
        found[parts] = None
        if len(words) > 1 and len("".join(words)) <= 40 and words[0][:1].isalpha():
            found[("".join(words),)] = None
        if len(words) > 1 and "\u05d0" <= words[0][:1] <= "\u05ea":
            found |= dict.fromkeys((prefix + words[0], *words[1:]) for prefix in _HEBREW)
    for words in [*found]:
        if len(words) == 1 and words[0].isascii():
            found |= dict.fromkeys((kana,) for kana in in_kana(words[0]))
    return tuple(found)


def in_slugs(text: str) -> tuple[Tokens, ...]:
    """Return the words of a name that is written in other letters, as they are in entity ids."""
    if fold_text(text).isascii():
        return ()
    words = slug_words(text)
    found = [words] if words else []
    if len(words) == 1:
        others = hepburn(words[0]) if is_ideographic(text) else other_spellings(words[0])
        found += [(other,) for other in others]
    return tuple(found)


def person_names(text: str) -> Iterator[tuple[Private, str]]:
    """Yield the names that belong to the name of a person: first names and surnames."""
    text = unicodedata.normalize("NFC", text)
    for aside in _ASIDE.findall(text):
        yield Private.PERSON, aside
    plain = _ASIDE.sub(" ", text)
    last, comma, first = plain.partition(",")
    words = (f"{first} {last}" if comma else plain).split()
    if part := without_kin(plain):
        yield Private.PERSON, part
        return
    while words and fold_text(words[0].strip(".")) in TITLES:
        words.pop(0)
        if len(words) == 1:
            yield Private.FAMILY, words[0]
            return
    if len(words) == 1:
        yield from _without_spaces(words[0])
        yield from _hyphenated(words[0], Private.PERSON)
    elif 1 < len(words) <= _MAX_PERSON_WORDS:
        if len(words) == 2 and all(map(is_ideographic, map(fold_text, words))):
            words.reverse()  # the surname stands first
        yield Private.PERSON, words[0]
        yield from _hyphenated(words[0], Private.PERSON)
        yield from _surname(words)


def without_kin(text: str) -> str:
    """Return the name in "Grandma Rose"; else ""."""
    words = text.split()
    return words[1] if len(words) == 2 and fold_text(words[0]) in KIN else ""


def without_article(words: Tokens) -> Tokens:
    """Return what is left of "the old forge", as in entity ids; else ()."""
    return words[1:] if len(words) > 2 and words[0] in ARTICLES else ()


def _surname(words: list[str]) -> Iterator[tuple[Private, str]]:
    first = next(
        (n for n, word in enumerate(words) if n and fold_text(word) in FAMILY_PARTICLES),
        len(words) - 1,
    )
    if first > 1:
        yield Private.PERSON, " ".join(words[:first])
    if first == len(words) - 1 and fold_text(words[-1]) in GIVEN_NAMES and first > 1:
        return
    yield Private.FAMILY, " ".join(words[first:])
    if first < len(words) - 1 and len(words[-1]) >= _MIN_PART:
        yield Private.FAMILY, words[-1]
    yield from _hyphenated(words[-1], Private.FAMILY)


def _hyphenated(word: str, kind: Private) -> Iterator[tuple[Private, str]]:
    parts = re.split(r"[-\u2010\u2011]", word)
    if len(parts) > 1:
        for part in parts:
            if len(part) >= _MIN_PART and fold_text(part) not in OWN_THINGS:
                yield kind, part


def _without_spaces(word: str) -> Iterator[tuple[Private, str]]:
    """Yield the given name of a Chinese, Japanese or Korean name."""
    if len(word) in (3, 4) and all("\u4e00" <= char <= "\u9fff" for char in word):
        yield Private.PERSON, word[-2:]
        if len(word) == 4:
            yield Private.FAMILY, word[:2]
    elif len(word) == 3 and all("\uac00" <= char <= "\ud7a3" for char in word):
        yield Private.PERSON, word[-2:]
