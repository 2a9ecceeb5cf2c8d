"""Decide by its key what a value is used for."""

from typing import Final

from ..vocabulary import word_set
from .model import Use

_TEXT: Final = word_set("text_keys")
_TEXT_ENDS: Final = (
    "_name", "_names", "_message", "_messages", "_text", "_texts", "_title", "_titles", "_label",
    "_description", "_alias", "_sentence", "_prompt", "_caption", "_subtitle", "_heading",
    "_speech",
)  # fmt: skip
# These end like a text and are none.
_NO_TEXT: Final = word_set("address_keys")
_OPAQUE: Final = word_set("opaque_keys")
_OPAQUE_ENDS: Final = (
    "_icon", "_color", "_colour", "_colors", "_unit", "_version", "-color", "-icon",
)  # fmt: skip
_STYLE: Final = word_set("style_keys")
_KEYWORD: Final = word_set("keyword_keys")
_ACTION: Final = word_set("action_keys")
_OBJECT_ID: Final = word_set("object_id_keys")
_OBJECT_ID_ENDS: Final = (
    "_entity", "_entities", "_entity_id", "_entity_ids", "_object_id", "_slug",
)  # fmt: skip
_DEVICE: Final = word_set("device_keys")
_PLAIN: Final = word_set("plain_keys")


def is_style(keys: tuple[str, ...]) -> bool:
    """Return whether a value stands in a style sheet or in a theme."""
    return not _STYLE.isdisjoint(keys[-_NEAREST:])


# Levels above a value that can be those of a style sheet.
_NEAREST: Final = 8


def is_action(key: str) -> bool:
    """Return whether the value of a key is an action."""
    return key.lower() in _ACTION


def is_device(key: str) -> bool:
    """Return whether the value of a key is an id that Home Assistant has made."""
    return key.lower() in _DEVICE


def use_by_key(key: str) -> Use:
    """Return the use of a value by its key."""
    key = key.lower()
    if key in _PLAIN or key in _NO_TEXT:
        return Use.VALUE
    for use, keys, ends in _BY_KEY:
        if key in keys or key.endswith(ends):
            return use
    return Use.VALUE


_BY_KEY: Final = (
    (Use.KEYWORD, _KEYWORD, ()),
    (Use.NEVER_A_NAME, _OPAQUE, _OPAQUE_ENDS),
    (Use.OBJECT_ID, _OBJECT_ID, _OBJECT_ID_ENDS),
    (Use.TEXT, _TEXT, _TEXT_ENDS),
)
