"""Create a shareable copy of a configuration: placeholders for names, places and secrets.

Pure: nothing of Home Assistant is imported. The original is only read.
"""

from .archive import archive
from .copy import Progress, Stop, make_copy
from .model import (
    NO_CHOICES,
    Choices,
    Copy,
    Knowledge,
    Name,
    Private,
    Replacement,
    Review,
    Suggestion,
)
from .names import fold_text

__all__ = [
    "NO_CHOICES",
    "Choices",
    "Copy",
    "Knowledge",
    "Name",
    "Private",
    "Progress",
    "Replacement",
    "Review",
    "Stop",
    "Suggestion",
    "archive",
    "fold_text",
    "make_copy",
]
