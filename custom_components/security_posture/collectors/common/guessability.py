"""How much there is to guess about an identifier that stands in for a password."""

from math import log2
import re
from typing import Final

# Out of reach for guessing over the network: some hundred million tries a day for millennia.
ENOUGH_BITS: Final = 48
# An identifier is judged by its beginning: nobody makes a long one by hand.
MAX_LENGTH: Final = 256

_PARTS: Final = re.compile(r"[0-9A-Za-z]+")
# What a word adds for somebody who has a list of common ones, and how long words are.
_WORD_BITS: Final = 11
_WORD_LENGTH: Final = 8
_VOWELS: Final = frozenset("aeiouy")
_HEX: Final = frozenset("0123456789abcdef")
_LONGEST_CONSONANTS: Final = 4
_FEWEST_VOWELS: Final = 0.2


def is_guessable(identifier: str) -> bool:
    """Return whether trying words, names and numbers would find it."""
    return sum(map(_bits, _PARTS.findall(identifier[:MAX_LENGTH]))) < ENOUGH_BITS


def _bits(part: str) -> float:
    """Return how many bits one run of letters and digits is worth."""
    letters = re.sub(r"\d", "", part)
    if not letters:
        return len(part) * log2(10)
    # Letters, with at most a number after them: a word, unless nobody could say it.
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
    """Return whether letters look like words of a language, written in one case or in two."""
    if not re.fullmatch(r"[A-Z]?[a-z]*(?:[A-Z][a-z]+)*|[A-Z]+", letters):
        return False
    lower = letters.lower()
    vowels = sum(letter in _VOWELS for letter in lower)
    consonants = max(map(len, re.split("[aeiouy]", lower)))
    return consonants <= _LONGEST_CONSONANTS and vowels >= _FEWEST_VOWELS * len(lower)
