"""Decide which private values are replaced wherever they occur, and which only in their place."""

from itertools import pairwise
import re
from typing import Final

from . import vocabulary
from .common_names import SOFTWARE_HOSTS
from .secret_scanner import looks_random, words
from .values.networks import is_ip

_MIN_LENGTH: Final = 8
_MIN_DIGITS: Final = 6
_MIN_WORD: Final = 16
_MIN_PHRASE: Final = 3
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:[ _.-][^\W\d_]+)*")
# Words with a number at their end; identifiers with numbers.
_NUMBERED: Final = re.compile(r"([^\W\d_]+(?:[ _.-][^\W\d_]+)*)[ _.-]?(\d{1,4})")
_OTHER: Final = re.compile(
    r"[a-z_]+\.[a-z0-9_]+|\d{1,4}(?:[.:/-]\d{1,4})+(?:[ T].*)?|[+-]?\d+[.,]\d+|"
    r"[a-z][a-z0-9+.-]*://.*|/[\w./-]+|[\w.-]+\.(?:ya?ml|json|py|sh|txt|pem|crt|key|png|jpg)"
)


def is_unmistakable(text: str) -> bool:
    """Return whether a secret cannot be an ordinary word, number or option as well."""
    plain = text.strip()
    if plain.isdecimal():
        return len(plain) >= _MIN_DIGITS and len(set(plain)) > 1
    if len(plain) < _MIN_LENGTH or is_ip(plain) or _OTHER.fullmatch(plain):
        return False
    if len({*plain.lower()}) < 4:
        return False
    if _PLAIN.fullmatch(plain):
        return _is_unusual(plain)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        # "camera_front_2" is an identifier, "Sommer2019" is none.
        is_one_word = numbered[1].isalpha()
        return is_one_word and len(numbered[2]) > 1 and not _is_ordinary(numbered[1])
    return not all(_is_ordinary(word) for word in words(plain) if len(word) > 1) or looks_random(
        plain, _MIN_WORD
    )


def is_random(text: str) -> bool:
    """Return whether a value of an unknown meaning looks generated."""
    plain = text.strip()
    return is_unmistakable(plain) and looks_random(plain, 12)


def _is_unusual(plain: str) -> bool:
    """Return whether words make a pass phrase, or letters a generated text."""
    found = plain.split(" ")
    if len(found) >= _MIN_PHRASE and len(plain) >= _MIN_WORD:
        return True
    changes = sum(a.islower() and b.isupper() for a, b in pairwise(plain))
    if plain.isalpha() and changes > 1:
        return True
    return plain.isalpha() and len(plain) >= _MIN_WORD and not _is_ordinary(plain)


def _is_ordinary(word: str) -> bool:
    lower = word.lower()
    return lower.isdecimal() or lower in SOFTWARE_HOSTS or vocabulary.is_keyword(lower)
