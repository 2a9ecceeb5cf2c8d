"""Tell the names that people gave from the words of programs."""

import re
from typing import Final

from .. import vocabulary
from ..scanner import words
from ..vocabulary import word_set
from .model import Use

SLUG: Final = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*+")
HASH: Final = re.compile(r"[0-9a-f]{32}|[0-9A-HJKMNP-TV-Z]{26}")
# "max_temp" is a number. "max_home" may be somebody called Max.
_EXTREMES: Final = frozenset({"max", "min", "maximum", "minimum"})
_OF_PEOPLE: Final = word_set("of_people")
_MAX_NAME: Final = 80


def identifier_use(name: str) -> Use:
    """Return the use of a key, a variable or an attribute that may be the user's own."""
    if len(name) > _MAX_NAME:
        return Use.OBJECT_ID
    return Use.KEYWORD if vocabulary.is_keyword(name) or is_quantity(name) else Use.OBJECT_ID


def is_quantity(name: str) -> bool:
    """Return whether a name is that of an extreme value: "max_price", "maxPrice"."""
    parts = {*words(name)}
    return len(parts) > 1 and not parts.isdisjoint(_EXTREMES) and parts.isdisjoint(_OF_PEOPLE)
