"""Assign readable placeholders; the same value always gets the same one."""

import re
from typing import Final
from urllib.parse import unquote, unquote_plus

from .model import Private
from .secret_scanner import Kind

# Placeholder names of secrets.
_SECRETS: dict[str, str] = {
    Kind.PASSWORD: "password",
    Kind.TOKEN: "token",
    Kind.API_KEY: "api_key",
    Kind.KEY: "key",
    Kind.CODE: "code",
    Kind.WEBHOOK: "webhook",
    Kind.CREDENTIAL_URL: "password",
    Private.SECRET: "secret",
}


_PLACEHOLDER: Final = re.compile(
    rf"(?<![^\W_])({'|'.join(dict.fromkeys((*_SECRETS.values(), *Private)))})_(\d{{1,6}})(?!\d)"
)

# The end of a placeholder is found much faster than its beginning.
_NUMBER: Final = re.compile(r"_\d{1,6}(?!\d)")
_LONGEST: Final = max(map(len, (*_SECRETS.values(), *Private)))


def is_placeholder(text: str) -> bool:
    """Return whether a text is a placeholder."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def has_placeholder(text: str) -> bool:
    """Return whether a text contains a placeholder."""
    return "_" in text and _PLACEHOLDER.search(text) is not None


_FOLDED: Final = (Private.HOST, Private.MAC, Private.EMAIL)
_WITHOUT_SIGNS: Final = (Private.SERIAL, Private.PHONE, Private.MAC)
_SIGNS: Final = str.maketrans("", "", " -:_()/")


def _spelling(kind: Private, value: str) -> str:
    """Return one spelling of a value that can be written in several ways."""
    if kind in (Private.EMAIL, Private.ADDRESS) and ("%" in value or "+" in value):
        value = unquote(value) if kind is Private.EMAIL else unquote_plus(value)
    if kind in _FOLDED:
        value = value.lower()
    return value.translate(_SIGNS) if kind in _WITHOUT_SIGNS else value


class Placeholders:
    """Number the values of each kind in order of appearance."""

    def __init__(self) -> None:
        """Start empty."""
        self._given: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        self._kept: set[str] = set()

    def keep(self, text: str) -> None:
        """Do not give the placeholders of a text to anything else."""
        for number in _NUMBER.finditer(text):
            begin = max(number.start() - _LONGEST, 0)
            found = _PLACEHOLDER.finditer(text, begin, number.end())
            self._kept.update(match[0] for match in found if match.end() == number.end())

    def for_value(self, kind: Private, value: str) -> str:
        """Return the placeholder of a private value."""
        return self._number(kind.value, _spelling(kind, value))

    def for_secret(self, kind: Kind | Private, value: str) -> str:
        """Return the placeholder of a secret; equal secrets get the same one."""
        return self._number(_SECRETS[kind], value)

    def _number(self, word: str, value: str) -> str:
        key = (word, value)
        if key not in self._given:
            number = self._last.get(word, 0) + 1
            while f"{word}_{number}" in self._kept:
                number += 1
            self._last[word] = number
            self._given[key] = f"{word}_{number}"
        return self._given[key]
