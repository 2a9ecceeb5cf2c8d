"""Create a shareable copy of a configuration: placeholders for names, places and secrets.

Pure: nothing of Home Assistant is imported. The original is only read.
"""

from .archive import archive
from .copy import Progress, make_copy
from .model import Copy, Name, Private, Replacement

__all__ = ["Copy", "Name", "Private", "Progress", "Replacement", "archive", "make_copy"]
