"""Split names into words, in many languages."""

import re
import unicodedata

from .text_cache import cached_until_forgotten

# "mqttPassword", "MQTT_PASSWORD", "X-API-Key", "Mot de passe", "password2".
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|\d+")
_SPELLING = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae"})
# Longer texts are no names.
MAX_NAME = 120


def words(name: str) -> list[str]:
    """Return the words of a name, in lower case and without accents."""
    return [*_words(name[:MAX_NAME])]


@cached_until_forgotten(16_384)
def _words(name: str) -> tuple[str, ...]:
    found = _WORD.findall(name if name.isascii() else _plain(name))
    return tuple(word.lower() for word in found)


def fold(text: str) -> str:
    """Return a text in lower case and without accents."""
    return (text if text.isascii() else _plain(text)).lower()


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(char for char in split if not unicodedata.combining(char)).translate(_SPELLING)
