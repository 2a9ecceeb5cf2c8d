"""Find what each part of a configuration is used for."""

from .comments import comment_parts
from .keys import key_parts
from .model import Part, Use
from .values import value_parts

__all__ = ["Part", "Use", "comment_parts", "key_parts", "value_parts"]
