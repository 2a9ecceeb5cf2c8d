"""Can the clock of this machine be right?"""

from __future__ import annotations

from datetime import datetime

from .facts import Facts, Unavailable
from .releases import precedes


def is_behind(facts: Facts, now: datetime) -> bool:
    """Return whether the clock is before the release that is running, so surely wrong.

    A computer without a battery starts in 1970, or where it was switched off.
    """
    updates = facts.updates
    return not isinstance(updates, Unavailable) and precedes(now, updates.core_version)
