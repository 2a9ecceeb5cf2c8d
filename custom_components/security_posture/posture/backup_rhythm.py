"""Find the interval of backups that something else than Home Assistant's schedule makes.

An automation or an app makes backups as regularly as a schedule does. People make them before
they change something, and Home Assistant before an update: such backups have no rhythm.
"""

from datetime import datetime, timedelta
from itertools import pairwise

from .facts import BackupsFacts

# Fewer show no rhythm.
MIN_BACKUPS = 3
# The newest ones decide, so that a new rhythm soon replaces another.
MAX_BACKUPS = 13
# Those of so many days count; a longer rhythm needs as many intervals.
RECENT = timedelta(days=30)
RECENT_INTERVALS = 4
# Older backups show no rhythm of today: four intervals of a monthly one, and a little more.
LONGEST = timedelta(days=140)
# Several backups a day are one. Less than a day, so that one a day is never merged.
SAME_DAY = timedelta(hours=20)
# With so many gaps, one backup may have been missed, which makes the longest gap twice as long.
GAPS_WITH_A_MISSED_ONE = 4
MISSED = (1.6, 2.4)
# A gap counts as a whole interval from this part of it on.
WHOLE = 0.45
WHOLE_GAPS = 2
# Scheduled ones are made at the same time of day, apart from daylight saving time and delays.
MINUTES_OF_DAY = 24 * 60
SAME_TIME = 90
# While somebody keeps making backups by hand, the newest is at most this old. In a longer rhythm, a
# few of them look regular by chance, unless the time of day or several gaps are the same.
BY_HAND = timedelta(days=8)
SAME_GAPS, SAME_GAP = 3, 1.15


def rhythm(backups: BackupsFacts, now: datetime) -> timedelta | None:
    """Return the longest usual gap between two backups; None: there is no rhythm."""
    days = _days(backups, now)
    if len(days) < MIN_BACKUPS or _only_before_updates(backups, now):
        return None
    days = days[-MAX_BACKUPS:]
    gaps = [after - before for before, after in pairwise(days)]
    longest = _longest(gaps)
    if longest is None:
        return None
    if longest > BY_HAND and not (_at_one_time(days) or _are_alike(gaps)):
        return None
    since = now - max(RECENT, longest * RECENT_INTERVALS)
    return longest if sum(day >= since for day in days) >= MIN_BACKUPS else None


def _are_alike(gaps: list[timedelta]) -> bool:
    return len(gaps) >= SAME_GAPS and max(gaps) <= min(gaps) * SAME_GAP


def _longest(gaps: list[timedelta]) -> timedelta | None:
    """Return the longest usual gap; None: the gaps are too different."""
    *shorter, longest = sorted(gaps)
    may_skip = len(gaps) >= GAPS_WITH_A_MISSED_ONE
    if may_skip and shorter[-1] * MISSED[0] <= longest <= shorter[-1] * MISSED[1]:
        return shorter[-1]
    for candidate in (longest, shorter[-1]) if may_skip else (longest,):
        if sum(gap >= candidate * WHOLE for gap in gaps) >= WHOLE_GAPS:
            return candidate
    return None


def has_several(backups: BackupsFacts, now: datetime) -> bool:
    """Return whether several backups were made lately, the newest within the last days."""
    days = [day for day in _days(backups, now) if now - day <= RECENT]
    return (
        len(days) >= MIN_BACKUPS
        and now - days[-1] <= BY_HAND
        and not _only_before_updates(backups, now)
    )


def _days(backups: BackupsFacts, now: datetime) -> list[datetime]:
    """Return the dates of the backups in order, one of each day."""
    days: list[datetime] = []
    for at, _version in sorted(_made(backups, now), key=lambda row: row[0]):
        if not days or at - days[-1] >= SAME_DAY:
            days.append(at)
    return days


def _only_before_updates(backups: BackupsFacts, now: datetime) -> bool:
    """Return whether there is one backup of each version, at any time of day."""
    made = sorted(_made(backups, now), key=lambda row: row[0])[-MAX_BACKUPS:]
    versions = {version for _at, version in made}
    return (
        None not in versions
        and len(versions) == len(made)
        and not _at_one_time([at for at, _version in made])
    )


def _at_one_time(times: list[datetime]) -> bool:
    minutes = sorted(at.hour * 60 + at.minute for at in times)
    around = [after - before for before, after in pairwise((*minutes, minutes[0] + MINUTES_OF_DAY))]
    return max(around) >= MINUTES_OF_DAY - SAME_TIME


def _made(backups: BackupsFacts, now: datetime) -> set[tuple[datetime, str | None]]:
    since = now - LONGEST
    listed = {(row.at, row.version) for row in backups.own if row.at and since <= row.at <= now}
    return listed | {(row.at, row.version) for row in backups.earlier if since <= row.at <= now}
