"""Can the clock of this machine be right?"""

from datetime import datetime

from . import RULESET
from .releases import precedes


def is_behind(now: datetime) -> bool:
    """Return whether the clock is before these rules were written, so surely wrong.

    A computer without a battery starts in 1970.
    """
    return precedes(now, RULESET)
