"""The uses of the parts of a configuration."""

from enum import StrEnum
from typing import NamedTuple


class Use(StrEnum):
    """What a part of a key, a value or a comment is used for."""

    KEYWORD = "keyword"  # a word of Home Assistant or of another program
    NEVER_A_NAME = "never_a_name"  # icons, colors, paths of pictures, units, versions
    OBJECT_ID = "object_id"  # named by people, as a slug
    NAME = "name"  # of a person, or a word that may be one
    TEXT = "text"  # for people to read or hear
    VALUE = "value"  # anything else: addresses, topics, commands, options


class Part(NamedTuple):
    """A part of a text, by its offsets, and its use."""

    begin: int
    end: int
    use: Use
