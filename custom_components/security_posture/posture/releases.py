"""Home Assistant's release calendar: one release a month, named by year and month."""

from datetime import date, datetime
import re

_VERSION = re.compile(r"(\d{4})\.(\d{1,2})(?:\.|$)")
_WEDNESDAY = 2
# Months that a build may be ahead of the newest release: during a beta, the development build
# already belongs to the month after it.
LEAD_OF_BETA = 1
LEAD_OF_DEVELOPMENT = 2


def release_month(version: str | None) -> int | None:
    """Return the month of a version, counted from year 0; None if it has none.

    Betas and development builds belong to the month of their release.
    """
    match = _VERSION.match(version or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return 12 * year + month - 1 if 1 <= month <= 12 else None


def newest_month(now: datetime) -> int:
    """Return the month of the newest release by the calendar.

    Releases appear on the evening of the first Wednesday, so they count from the day after.
    """
    first = date(now.year, now.month, 1)
    release_day = 1 + (_WEDNESDAY - first.weekday()) % 7
    month = 12 * now.year + now.month - 1
    return month if now.day > release_day else month - 1


def precedes(now: datetime, version: str) -> bool:
    """Return whether `now` is before the version existed, which means that the clock is wrong."""
    month = release_month(version)
    lead = LEAD_OF_DEVELOPMENT if ".dev" in version else LEAD_OF_BETA
    return month is not None and newest_month(now) < month - lead
