"""Tell why a word of the user is never replaced."""

import re
from typing import Final

from ..model import Private
from . import forms
from .literals import is_literal

PLACEHOLDERS: Final = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(Private)}|password|token|api_key|key|code|webhook)_\d{{1,6}}"
)

EMPTY: Final = "empty"
TOO_SHORT: Final = "too_short"
TOO_LONG: Final = "too_long"
PLACEHOLDER: Final = "placeholder"
KEYWORD: Final = "keyword"
_FIXED: Final = frozenset(
    [
        "true",
        "false",
        "on",
        "off",
        "yes",
        "no",
        "null",
        "none",
        "unknown",
        "unavailable",
        "default",
        "home",
        "not_home",
    ]
)


def is_literal_word(text: str, why: str | None) -> bool:
    """Return whether a word of the user is found only as it is written."""
    return why not in (TOO_LONG, PLACEHOLDER) and is_literal(text, has_problem=why is not None)


def problem(text: str, words: tuple[str, ...]) -> str | None:
    """Return why a word is never replaced; None if it is."""
    if not text.strip() or not words:
        return EMPTY
    if len(text) > forms.MAX_NAME or len(words) > forms.MAX_TOKENS:
        return TOO_LONG
    if PLACEHOLDERS.fullmatch("_".join(words)):
        return PLACEHOLDER
    if "_".join(words) in _FIXED:
        return KEYWORD
    if len(words) == 1 and len(words[0]) == 1 and words[0].isascii():
        return TOO_SHORT
    return None
