"""Find the names of people, places and devices in any spelling, and suggest others."""

from .evidence import MOST_BEFORE
from .folding import fold_text
from .index import NameIndex, NameMatch
from .suggestions import Suggestions

__all__ = ["MOST_BEFORE", "NameIndex", "NameMatch", "Suggestions", "fold_text"]
