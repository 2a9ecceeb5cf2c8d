"""Detect a wrong system clock."""

from datetime import datetime

from . import RULESET
from .releases import precedes


def is_behind(now: datetime) -> bool:
    """Return whether the clock shows a time before this ruleset was released.

    A computer without a battery-backed clock starts in 1970.
    """
    return precedes(now, RULESET)
