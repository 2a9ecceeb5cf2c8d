"""How old a backup may be, by the schedule that makes them."""

from __future__ import annotations

from datetime import timedelta

from .facts import BackupSchedule

# A backup takes time and may start late; a day later than due is late.
GRACE = timedelta(days=1)
# Without a schedule there is no promise to hold it to: a week is what people lose and regret.
UNSCHEDULED = timedelta(days=7)
WEEK = 7


def accepted_age(schedule: BackupSchedule) -> timedelta:
    """Return the age from which the newest backup is too old."""
    return _interval(schedule) + GRACE


def _interval(schedule: BackupSchedule) -> timedelta:
    if schedule.recurrence == "daily":
        return timedelta(days=1)
    if schedule.recurrence == "custom_days" and schedule.days:
        following = (*schedule.days[1:], schedule.days[0] + WEEK)
        return timedelta(
            days=max(after - day for day, after in zip(schedule.days, following, strict=True))
        )
    return UNSCHEDULED
