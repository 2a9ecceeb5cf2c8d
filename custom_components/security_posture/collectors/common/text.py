"""Sanitize text that others chose: names, titles, versions."""

from typing import Final

# Longer than any real name, short enough for a screen and a snapshot.
MAX_TEXT: Final = 256


def clip(text: str) -> str:
    """Return at most `MAX_TEXT` characters, without lone surrogates."""
    # A lone surrogate would make the JSON encoder refuse the whole snapshot.
    return text[:MAX_TEXT].encode("utf-8", "replace").decode()
