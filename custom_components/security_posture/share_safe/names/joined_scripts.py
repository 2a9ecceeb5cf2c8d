"""Find names in scripts that write no spaces: Chinese, Japanese, Thai, Lao, Burmese, Khmer."""

from collections.abc import Iterator, Mapping
from typing import Final
import unicodedata

from .entry import Entry
from .folding import fold_text
from .joined_words import Names
from .tables import read_lists

_LISTS: Final = {
    name: tuple(map(fold_text, words)) for name, words in read_lists("name_endings").items()
}
# Honorifics, particles and the verb "to be".
_AFTER: Final = _LISTS["japanese_after"]
_BEFORE: Final = (*_LISTS["japanese_before"], "\u3099")
# Vowels that belong to the next, or to the previous, consonant.
_THAI_BEFORE: Final = _LISTS["thai_vowels_before"]
_THAI_AFTER: Final = _LISTS["thai_vowels_after"]


def joined_names(
    text: str, kind: str, names: Names, single: Mapping[str, Entry]
) -> Iterator[tuple[int, int, Entry]]:
    """Yield the names in a run of characters, from left to right, the longest first."""
    fits = _fits_thai if kind == "t" else _fits
    at = 0
    while at < len(text):
        ends = [end for end in names.ends(text, at) if fits(text, at, end)]
        if ends:
            yield at, ends[-1], single[text[at : ends[-1]]]
            at = ends[-1]
        else:
            at += 1


def _fits(text: str, begin: int, end: int) -> bool:
    """Return whether a name of kana, or of one character, is no part of another word."""
    if text[end : end + 1] in ("\u3099", "\u309a", "\u30fc"):
        return False
    first, last = text[begin], text[end - 1]
    name = text[begin:end]
    if len(name) > 1 and not any(map(_is_kana, name)):
        return True
    after = text[end : end + 1]
    before = text[begin - 1 : begin]
    same_after = after and (len(name) == 1 or _script(after) == _script(last))
    if same_after and not text.startswith(_AFTER, end):
        return False
    return not (
        before and (len(name) == 1 or _script(before) == _script(first)) and before not in _BEFORE
    )


def _script(char: str) -> int:
    """Return the script of a character: hiragana, katakana, other."""
    return 1 if "\u3040" <= char <= "\u309f" else 2 if "\u30a0" <= char <= "\u30fa" else 0


def _is_kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff"


def _fits_thai(text: str, begin: int, end: int) -> bool:
    if begin and text[begin - 1] in _THAI_BEFORE:
        return False
    after = text[end : end + 1]
    return not after or not (unicodedata.category(after).startswith("M") or after in _THAI_AFTER)
