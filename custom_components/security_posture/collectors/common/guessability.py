"""Estimate the entropy of an identifier that is used as a password."""

from math import log2
import re
from typing import Final

# Out of reach over the network: a hundred million attempts a day would take millennia.
ENOUGH_BITS: Final = 48
# The first characters are enough for the estimate; longer identifiers are not typed by hand.
MAX_LENGTH: Final = 256

_PARTS: Final = re.compile(r"[0-9A-Za-z]+")
# Entropy that a word of a dictionary adds, and the length of an average word.
_WORD_BITS: Final = 11
_WORD_LENGTH: Final = 8
_VOWELS: Final = frozenset("aeiouy")
_HEX: Final = frozenset("0123456789abcdef")
_MAX_CONSONANTS: Final = 4
_MIN_VOWELS: Final = 0.2


def is_guessable(identifier: str) -> bool:
    """Return whether a dictionary attack would find the identifier."""
    return sum(map(_bits, _PARTS.findall(identifier[:MAX_LENGTH]))) < ENOUGH_BITS


def _bits(part: str) -> float:
    """Return the entropy of one run of letters and digits."""
    letters = re.sub(r"\d", "", part)
    if not letters:
        return len(part) * log2(10)
    # A pronounceable run of letters, with at most a number after it, counts as words.
    if part.rstrip("0123456789") == letters and _is_word(letters):
        digits = len(part) - len(letters)
        return -(-len(letters) // _WORD_LENGTH) * _WORD_BITS + digits * log2(10)
    return len(part) * log2(_alphabet(part))


def _alphabet(part: str) -> int:
    if set(part) <= _HEX:
        return len(_HEX)
    one_case = part in (part.lower(), part.upper())
    return 36 if one_case else 62


def _is_word(letters: str) -> bool:
    """Return whether letters are pronounceable and cased like words."""
    if not re.fullmatch(r"[A-Z]?[a-z]*(?:[A-Z][a-z]+)*|[A-Z]+", letters):
        return False
    lower = letters.lower()
    vowels = sum(letter in _VOWELS for letter in lower)
    consonants = max(map(len, re.split("[aeiouy]", lower)))
    return consonants <= _MAX_CONSONANTS and vowels >= _MIN_VOWELS * len(lower)
