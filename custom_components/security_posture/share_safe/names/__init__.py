"""Find the names of people, places and devices in any spelling, and suggest others."""

from .index import NameIndex, NameMatch

__all__ = ["NameIndex", "NameMatch"]
