"""Text that somebody else chose: names, titles, versions."""

from typing import Final

# Longer than any honest name, short enough for a screen and a snapshot.
MAX_TEXT: Final = 256


def clip(text: str) -> str:
    """Return at most `MAX_TEXT` characters that every encoder accepts.

    A lone surrogate would make the JSON encoder refuse the whole snapshot.
    """
    return text[:MAX_TEXT].encode("utf-8", "replace").decode()
