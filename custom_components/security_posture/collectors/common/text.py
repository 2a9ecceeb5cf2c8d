"""Sanitize text that others chose: names, titles, versions."""

import re
from typing import Final

# Longer than any real name, short enough for a screen and a snapshot.
MAX_TEXT: Final = 256
# They end a line, or change the direction of the text around a name.
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clip(text: str) -> str:
    """Return at most `MAX_TEXT` characters, without lone surrogates and control characters."""
    shown = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text[:MAX_TEXT])
    # A lone surrogate would make the JSON encoder refuse the whole snapshot.
    return shown.encode("utf-8", "replace").decode()
