"""Stand-in until the package of names is there."""

from .name_index import NameIndex
from .uses import Part, Use, comment_parts, key_parts, value_parts

__all__ = ["NameIndex", "Part", "Use", "comment_parts", "key_parts", "value_parts"]
