"""Readable stand-ins, the same for the same thing wherever it occurs."""

import re
from typing import Final

from .model import Private
from .scanner import Kind

# What a secret is called in the copy.
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
    rf"(?:{'|'.join(dict.fromkeys((*_SECRETS.values(), *Private)))})_\d{{1,6}}"
)


def is_placeholder(text: str) -> bool:
    """Return whether a text is a stand-in already."""
    return _PLACEHOLDER.fullmatch(text) is not None


class Placeholders:
    """Number things in the order in which they are met."""

    def __init__(self) -> None:
        """Start with no number given."""
        self._given: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}

    def for_value(self, kind: Private, thing: str) -> str:
        """Return the placeholder of a thing."""
        return self._number(kind.value, thing)

    def for_secret(self, kind: Kind | Private, value: str) -> str:
        """Return the placeholder of a secret: equal ones can be seen to be equal."""
        return self._number(_SECRETS[kind], value)

    def _number(self, word: str, thing: str) -> str:
        key = (word, thing)
        if key not in self._given:
            self._last[word] = self._last.get(word, 0) + 1
            self._given[key] = f"{word}_{self._last[word]}"
        return self._given[key]
