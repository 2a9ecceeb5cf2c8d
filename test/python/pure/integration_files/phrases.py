"""Validators of a single text of a translation file."""

from collections.abc import Iterator
import re
import string

import probatio as vol

_HTML = re.compile(r"</?[a-zA-Z][^>]*>|&[a-z]+;")
_URL = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+")
_QUOTED_PLACEHOLDER = re.compile(r"'\{[^}]*\}'")


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders. Raise ValueError for a broken one."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def phrase(text: object) -> str:
    """Accept a text that Home Assistant and its frontend can show."""
    if not isinstance(text, str):
        raise vol.Invalid("is no text")
    for fault in _faults(text):
        raise vol.Invalid(fault)
    return text


def plain_phrase(text: object) -> str:
    """Accept a text without placeholders: the state of an entity is given none."""
    if placeholders(phrase(text)):
        raise vol.Invalid("has a placeholder")
    return str(text)


def _faults(text: str) -> Iterator[str]:
    if not text.strip():
        yield "is blank"
    if text != text.strip():
        yield "has leading or trailing blanks"
    if _HTML.search(text):
        yield "has HTML in it"
    if _URL.search(text):
        yield "has a URL in it"
    if _QUOTED_PLACEHOLDER.search(text):
        yield "has a placeholder in single quotes"
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        yield "has a broken placeholder"
        return
    for _, name, spec, conversion in parts:
        if name is not None and (not name.isidentifier() or spec or conversion):
            yield f"has a placeholder that is no identifier: {name}"
