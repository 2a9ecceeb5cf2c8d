"""Distinguish names that people gave from words of programs."""

import re
from typing import Final

from .. import vocabulary
from .model import Use

SLUG: Final = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*+")
HASH: Final = re.compile(r"[0-9a-f]{32}|[0-9A-HJKMNP-TV-Z]{26}")
_MAX_NAME: Final = 80


def identifier_use(name: str) -> Use:
    """Return the use of a key, a variable or an attribute that may be the user's own."""
    if len(name) > _MAX_NAME:
        return Use.OBJECT_ID
    return Use.KEYWORD if vocabulary.is_keyword(name) else Use.OBJECT_ID
