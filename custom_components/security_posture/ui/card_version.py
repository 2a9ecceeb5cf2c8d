"""The version of the card's file, which its first line states."""

import re
from typing import Final

from .card_file import CARD_FILE

_FIRST_LINE: Final = re.compile(rb"/\* Security Posture card (\d[\w.-]{0,30})\. ")
_MAX_LENGTH: Final = 100


def card_version() -> str | None:
    """Return the version; None if there is no file, or another one."""
    try:
        with CARD_FILE.open("rb") as file:
            found = _FIRST_LINE.match(file.read(_MAX_LENGTH))
    except OSError:
        return None
    return found[1].decode() if found else None
