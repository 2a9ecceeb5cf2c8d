"""A copy of a configuration that is safe to share: names, places and secrets are placeholders.

Pure: nothing of Home Assistant is imported. The original is read, and never written to.
"""

from .archive import archive
from .copy import Progress, make_copy
from .model import Copy, Name, Private, Replacement

__all__ = ["Copy", "Name", "Private", "Progress", "Replacement", "archive", "make_copy"]
