"""How old a backup may be, and the copy another machine pulled."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .facts import BackupSchedule, ChosenFacts, Reason, Unavailable

# A backup takes time and may start late; a day later than due is late.
GRACE = timedelta(days=1)
# Without a schedule there is no promise to hold it to: a week is what people lose and regret.
UNSCHEDULED = timedelta(days=7)
WEEK = 7


def max_backup_age(schedule: BackupSchedule, chosen: ChosenFacts) -> timedelta:
    """Return the age from which the newest backup is too old: as chosen, else as scheduled."""
    return chosen.max_backup_age or _interval(schedule) + GRACE


def last_pull(chosen: ChosenFacts, now: datetime) -> datetime | Unavailable | None:
    """Return when another machine last pulled a copy; None: no entity of one was chosen.

    Such a copy is a backup like any other, and outside: as long as it is young enough it
    stands in for those that Home Assistant knows of.
    """
    if chosen.pulled_backup is None:
        return None
    at = chosen.pulled_backup.at
    if isinstance(at, datetime) and at > now:
        return Unavailable(Reason.CLOCK)
    return at


def has_recent_pull(
    schedule: BackupSchedule, chosen: ChosenFacts, now: datetime
) -> bool | Unavailable:
    """Return whether a pulled copy is young enough."""
    at = last_pull(chosen, now)
    if isinstance(at, Unavailable):
        return at
    return at is not None and now - at <= max_backup_age(schedule, chosen)


def unknown_reason(
    dates: Iterable[datetime | None],
    pulled: datetime | Unavailable | None,
    unread: Iterable[Unavailable],
    now: datetime,
) -> Reason | None:
    """Return why there may be a newer backup than is seen; None: there cannot be.

    `dates` are those of the backups that are seen, `unread` the locations that are not.
    """
    if isinstance(pulled, Unavailable):
        return pulled.reason
    if any(at is None or at > now for at in dates):
        return Reason.CLOCK
    return next((gap.reason for gap in unread), None)


def _interval(schedule: BackupSchedule) -> timedelta:
    if schedule.recurrence == "daily":
        return timedelta(days=1)
    if schedule.recurrence == "custom_days" and schedule.days:
        following = (*schedule.days[1:], schedule.days[0] + WEEK)
        return timedelta(
            days=max(after - day for day, after in zip(schedule.days, following, strict=True))
        )
    return UNSCHEDULED
