"""Determine the maximum backup age and the age of a backup that another machine pulled."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .backup_rhythm import rhythm
from .facts import BackupSchedule, BackupsFacts, EvidenceEntitiesFacts, Reason, Unavailable

# A backup takes time and may start late: one day of tolerance.
GRACE = timedelta(days=1)
# Without a schedule, a week.
UNSCHEDULED = timedelta(days=7)
WEEK = 7


def max_backup_age(
    backups: BackupsFacts, chosen: EvidenceEntitiesFacts, now: datetime
) -> timedelta:
    """Return the maximum age of the newest backup.

    It comes from the options, else from the schedule, else from how often backups were made.
    """
    return chosen.max_backup_age or _interval(backups, now) + GRACE


def last_pull(chosen: EvidenceEntitiesFacts, now: datetime) -> datetime | Unavailable | None:
    """Return when another machine last pulled a backup; None: never, or no entity is configured.

    Such a backup counts like one of Home Assistant's, at a location outside this machine.
    """
    if chosen.pulled_backup is None:
        return None
    at = chosen.pulled_backup.at
    if isinstance(at, datetime) and at > now:
        return Unavailable(Reason.CLOCK)
    return at


def has_recent_pull(
    backups: BackupsFacts, chosen: EvidenceEntitiesFacts, now: datetime
) -> bool | Unavailable:
    """Return whether another machine pulled a backup recently enough."""
    at = last_pull(chosen, now)
    if isinstance(at, Unavailable):
        return at
    return at is not None and now - at <= max_backup_age(backups, chosen, now)


def unknown_reason(
    dates: Iterable[datetime | None],
    pulled: datetime | Unavailable | None,
    unread: Iterable[Unavailable],
    now: datetime,
) -> Reason | None:
    """Return why an unlisted backup may be newer than the listed ones; None: none can be.

    `dates` are those of the listed backups, `unread` the locations that may hold newer ones.
    """
    if isinstance(pulled, Unavailable):
        return pulled.reason
    if any(at is None or at > now for at in dates):
        return Reason.CLOCK
    return next((gap.reason for gap in unread), None)


def _interval(backups: BackupsFacts, now: datetime) -> timedelta:
    if not backups.schedule.runs:
        return rhythm(backups, now) or UNSCHEDULED
    return _scheduled(backups.schedule)


def _scheduled(schedule: BackupSchedule) -> timedelta:
    if schedule.recurrence == "daily":
        return timedelta(days=1)
    if schedule.recurrence == "custom_days":
        following = (*schedule.days[1:], schedule.days[0] + WEEK)
        return timedelta(
            days=max(after - day for day, after in zip(schedule.days, following, strict=True))
        )
    return UNSCHEDULED
