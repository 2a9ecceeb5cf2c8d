"""Find the names of people, places and devices in any spelling, and suggest others."""

from .index import NameIndex, NameMatch
from .suggestions import Suggestions

__all__ = ["NameIndex", "NameMatch", "Suggestions"]
