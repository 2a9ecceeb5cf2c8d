"""Split texts into words and fold them, so that all spellings of a word are equal."""

from functools import lru_cache
from itertools import pairwise
import re
from typing import Final, NamedTuple
import unicodedata

# Combining marks are no word characters of regular expressions.
_MARKS: Final = "".join(
    chr(code)
    for code in (
        *range(0x300, 0x2000),
        *range(0x20D0, 0x2100),
        0x3099,
        0x309A,
        *range(0xA600, 0xAC00),
    )
    if unicodedata.category(chr(code)).startswith("M")
)
# Soft hyphens, joiners and marks of direction stand inside words.
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufe20-\ufe2f"
WORD: Final = re.compile(rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}])+")
_DROPPED: Final = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u093c\u09bc\u0a3c\u0abc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    rf"{_INVISIBLE}]+"
)
_SPELLING: Final = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "\u03c2": "\u03c3",
        # Letters that Arabic and Persian keyboards write differently.
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u06a9": "\u0643",
        "\u0629": "\u0647",
        "\u06c1": "\u0647",
        "\u0671": "\u0627",
    }
)


class Folded(NamedTuple):
    """A word without accents, in lower case, and where each of its characters began."""

    text: str
    starts: tuple[int, ...]  # one more than characters: the last is the length of the word


class Atom(NamedTuple):
    """A part of a word between changes of case, digits and scripts."""

    begin: int
    end: int
    folded: Folded


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    split = _DROPPED.sub("", unicodedata.normalize("NFKD", char))
    return _DROPPED.sub("", split.lower()).translate(_SPELLING)


def fold_word(word: str) -> Folded:
    """Return a word folded, with offsets."""
    if word.isascii():
        return Folded(word.lower(), tuple(range(len(word) + 1)))
    text: list[str] = []
    starts: list[int] = []
    for at, char in enumerate(word):
        folded = _fold_char(char)
        text.append(folded)
        starts += [at] * len(folded)
    return Folded("".join(text), (*starts, len(word)))


def fold_text(text: str) -> str:
    """Return a text folded."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


_CLASSES: Final = (
    (
        "c",
        re.compile(
            r"[\u2e80-\u2fdf\u3005-\u3007\u3031-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
        ),
    ),
    ("k", re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")),
    ("t", re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")),
    ("h", re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]")),
    ("a", re.compile(r"[\u0600-\u077f\ufb50-\ufdff\ufe70-\ufefe]")),
    ("i", re.compile(r"[\u0900-\u0dff]")),
)
# Chinese and Japanese; Korean; Thai, Lao, Burmese, Khmer; Hebrew; Arabic; Indic scripts.
_PARTS: Final = re.compile(
    r"(?:Um*+)+(?![lm])|(?:Um*+)?(?:lm*+)+|(?:dm*+)+|(?:cm*+)+|(?:km*+)+|(?:tm*+)+|(?:hm*+)+|(?:am*+)+|(?:im*+)+|m+"
)
_LOWER_PARTS: Final = re.compile(r"\d+|\D+")
_APPLE: Final = re.compile(r"i(?:Phone|Pad|Pod|Mac|Cloud|OS)")


@lru_cache(maxsize=8192)
def char_class(char: str) -> str:
    """Return the class of a character: a script, upper or lower case, digit, mark."""
    if char.isascii():
        return "d" if char.isdigit() else "U" if char.isupper() else "l"
    for name, pattern in _CLASSES:
        if pattern.match(char):
            return "m" if name in "hac" and unicodedata.category(char).startswith("M") else name
    if unicodedata.category(char)[0] in "MC":
        return "m"
    return "d" if char.isdigit() else "U" if char.isupper() else "l"


def atoms(word: str) -> tuple[Atom, ...]:
    """Return the parts of a word: "annaHome2", "AnnasiPhone"."""
    if word.isascii():
        if word.isalpha() and (word.islower() or word.isupper() or word.istitle()):
            return (Atom(0, len(word), fold_word(word)),)
        if word.islower():
            return tuple(
                Atom(*part.span(), fold_word(part[0])) for part in _LOWER_PARTS.finditer(word)
            )
    cuts = {0, len(word)}
    done = 0
    for match in _APPLE.finditer(word):
        cuts |= _cuts(word, done, match.start()) | {match.start(), match.end()}
        done = match.end()
    cuts |= _cuts(word, done, len(word))
    ends = sorted(cuts)
    return tuple(Atom(begin, end, fold_word(word[begin:end])) for begin, end in pairwise(ends))


def _cuts(word: str, begin: int, end: int) -> set[int]:
    classes = "".join(map(char_class, word[begin:end]))
    return {begin + part.start() for part in _PARTS.finditer(classes)}


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(folded for word in WORD.findall(text) if (folded := fold_text(word)))
