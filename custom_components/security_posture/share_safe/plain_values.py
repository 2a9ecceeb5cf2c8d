"""Recognize the values that most of a home consists of: words and small numbers, without signs.

Below a key that tells nothing, such a value contains no secret and nothing private but names. It
is not searched for anything else.
"""

import re
from typing import Final

from .secret_scanner import (
    REMARK,
    Role,
    Scalar,
    YamlValue,
    cached_until_forgotten,
    embedded_secrets,
    is_named_by_siblings,
    secret_name,
    words,
)
from .values import by_key, host_keys
from .values.credentials import key_of_secret
from .values.hosts import is_routed_key
from .values.told import told

_MAX_TEXT: Final = 120
# Words and a few signs, a number of three digits, or the time when an automation was made.
_PLAIN: Final = re.compile(r"(?:[^\W\d]|[ .,!?()-])+|-?\d{1,3}(?:\.\d{1,3})?|1\d{12}")
# With numbers of two digits: an address or a plate can be in it.
_NUMBERED: Final = re.compile(r"(?:[^\W\d]|[ .,!?()-]|(?<!\d)\d{1,2}(?!\d))+")
_ICON: Final = re.compile(r"mdi:[a-z-]{1,60}")
_ICON_KEY: Final = "icon"
# Words before a secret in a text.
_SECRET_WORDS: Final = re.compile(r"pass|uthorization|(?<!\S)-[A-Za-z-]")
# Of these, the text decides whether there is a secret.
_LONG: Final = re.compile(r"\S{20}|(?i:basic|bearer|digest)|-|\d{4}")
_MIN_GENERATED: Final = 16
_ROLES: Final = (Role.HOME_ASSISTANT, Role.ESPHOME)
# Keys with a rule of their own.
_SPECIAL: Final = frozenset({"", "lambda", "code_template", REMARK})
_SPECIAL_WORDS: Final = ("ookie", "community", "pushover", "prowl")


def is_plain(place: YamlValue, node: Scalar, role: Role) -> bool:
    """Return whether a value has neither a secret nor a kind, and words in it tell nothing."""
    text = node.text
    if node.tag is not None or not (_is_plain_text(text) or _is_icon(place.key, text)):
        return False
    if role not in _ROLES or not _tells_nothing(place.key, place.above):
        return False
    # In a command that is written as a list, an option can stand before a secret.
    before = place.before if place.in_list else None
    return before is None or not before.text.startswith("-")


def _is_icon(key: str, text: str) -> bool:
    return key == _ICON_KEY and _ICON.fullmatch(text) is not None


@cached_until_forgotten(16_384)
def _is_plain_text(text: str) -> bool:
    if len(text) > _MAX_TEXT or _SECRET_WORDS.search(text) or _is_long_word(text):
        return False
    if _PLAIN.fullmatch(text) is None and (
        _NUMBERED.fullmatch(text) is None or any(True for _ in told("", text))
    ):
        return False
    return _LONG.search(text) is None or _has_no_secret(text)


def _is_long_word(text: str) -> bool:
    """Return whether a text may be generated."""
    is_lower = text.islower() and not text.isalnum()
    return len(text) >= _MIN_GENERATED and " " not in text and not is_lower


def _has_no_secret(text: str) -> bool:
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(True)
        return False

    return not any(True for _ in embedded_secrets(text, ask)) and not asked


@cached_until_forgotten(16_384)
def _tells_nothing(key: str, above: str | None) -> bool:
    """Return whether neither a key nor the one above it tells anything about a value."""
    name = key.lower()
    return not (
        name in _SPECIAL
        or key in _SPECIAL
        or any(word in name for word in _SPECIAL_WORDS)
        or not words(key)
        or (above is not None and secret_name(above) is not None)
        or secret_name(key) is not None
        or key_of_secret(key) is not None
        or is_named_by_siblings(key)
        or by_key.tells_kind(key)
        or host_keys.tells_host(key)
        or is_routed_key(key)
    )
