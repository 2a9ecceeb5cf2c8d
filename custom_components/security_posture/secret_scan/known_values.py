"""Recognize the secrets of one file in the names of another: as a key, a folder or a file.

Only salted hashes of the secrets are kept.
"""

from collections.abc import Iterable, Set as AbstractSet
import hashlib
from itertools import islice
import re
from typing import Final, NamedTuple

from .key_names import secret_name
from .model import MASK
from .value_patterns import is_default, is_placeholder
from .word_lists import read_words
from .word_split import words

# Shorter secrets are equal to the names of too many things; codes are digits only.
_LEAST: Final = 5
_LEAST_LETTERS: Final = 6
_LEAST_DIGITS: Final = 4
_MOST: Final = 80
_HASH_BYTES: Final = 8
_PIECE: Final = re.compile(r"[^\W_]+|[\W_]")
# Parts of names to compare in one scan; a hostile configuration could have billions.
MAX_STEPS: Final = 3_000_000
# What keys, folders and files are usually called.
_ORDINARY: Final = frozenset(
    {
        *read_words("attributes"),
        *read_words("context_keys"),
        *read_words("public_parts"),
        *read_words("services"),
        *("assistant", "automation", "automations", "binary", "blueprints", "climate", "common"),
        *("components", "config", "configuration", "cover", "custom", "customize", "dashboards"),
        *("default", "frontend", "history", "homekit", "light", "lights", "logger", "lovelace"),
        *(
            "media",
            "packages",
            "player",
            "rest",
            "scene",
            "scenes",
            "scripts",
            "secrets",
            "storage",
        ),
        *("switch", "switches", "themes"),
    }
)


class Hashed(NamedTuple):
    """A secret that can be recognized, but not read."""

    length: int
    digest: bytes


def hashed_values(values: Iterable[str], salt: bytes) -> frozenset[Hashed]:
    """Return the hashes of the secrets that are no ordinary names."""
    return frozenset(
        _hashed(plain.lower(), salt)
        for plain in map(str.strip, values)
        if _is_telling(plain) and not _is_ordinary(plain)
    )


def _hashed(text: str, salt: bytes) -> Hashed:
    content = text.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(content, digest_size=_HASH_BYTES, key=salt).digest()
    return Hashed(len(text), digest)


def _is_telling(value: str) -> bool:
    least = _LEAST_LETTERS if value.isalpha() else _LEAST
    if value.isdecimal():
        least = _LEAST_DIGITS
    return least <= len(value) <= _MOST


def _is_ordinary(value: str) -> bool:
    """Return whether a value is also what keys and files are called: "homeassistant"."""
    if is_default(value) or is_placeholder(value):
        return True
    if value.isdecimal():
        return False
    if value.islower() and value.isalpha() and secret_name(value) is not None:
        return True
    # "camera2" is a name, "mqtt2024" is not.
    return value.lower() in _ORDINARY or all(
        word in _ORDINARY or (word.isdecimal() and len(word) == 1) for word in words(value)
    )


class KnownValues:
    """The secrets of one scan."""

    def __init__(self, known: AbstractSet[Hashed], salt: bytes) -> None:
        """Start with the hashes of all of them."""
        self._known = known
        self._salt = salt
        self._lengths = frozenset(each.length for each in known)
        self._longest = max(self._lengths, default=0)
        self._masked: dict[str, str] = {}
        self._steps = 0

    def masked(self, name: str) -> str:
        """Return a path of keys or files without the secrets in it."""
        if not self._known:
            return name
        if name not in self._masked:
            self._masked[name] = self._without_known(name)
        return self._masked[name]

    def _without_known(self, name: str) -> str:
        text = name.lower()
        if len(text) != len(name):
            text = name
        ends = [match.end() for match in _PIECE.finditer(text)]
        shown, begin = [], 0
        for n, end in enumerate(ends):
            start = ends[n - 1] if n else 0
            if start < begin:
                continue
            if self._steps > MAX_STEPS:
                return MASK
            found = self._end_of_known(text, start, ends, n)
            shown.append(name[start:end] if found is None else MASK)
            begin = end if found is None else found
        return "".join(shown)

    def _end_of_known(self, text: str, start: int, ends: list[int], n: int) -> int | None:
        """Return where the longest secret that begins here ends."""
        longest = None
        for end in islice(ends, n, None):
            length = end - start
            if length > self._longest:
                break
            self._steps += 1
            if length in self._lengths and _hashed(text[start:end], self._salt) in self._known:
                longest = end
        return longest
