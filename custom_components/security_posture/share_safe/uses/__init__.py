"""Find what each part of a configuration is used for."""

from .comments import comment_parts
from .keys import key_parts
from .model import Part, Use
from .positions import is_thing
from .values import value_parts

__all__ = ["Part", "Use", "comment_parts", "is_thing", "key_parts", "value_parts"]
