"""Is the newest backup as young as the schedule promises?"""

from __future__ import annotations

from datetime import datetime

from ..backup_age import accepted_age
from ..facts import BackupsFacts, Facts, Reason, known
from ..model import (
    Area,
    Check,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    Status,
    failed,
    not_applicable,
    passed,
    unknown,
)
from . import backup_missing, backup_unscheduled

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    params=frozenset({"n", "at"}),
    variants=frozenset({"incomplete"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether the last completed backup is older than it may be."""
    backups = known(facts.backups)
    for other in (backup_missing, backup_unscheduled):
        if other.judge(facts, now).status is Status.FAIL:
            return not_applicable(Inapplicable.COVERED)
    dates = _completed(backups)
    newest = max((at for at in dates if at and at <= now), default=None)
    if newest and now - newest <= accepted_age(backups.schedule):
        return passed(at=newest)
    if any(at is None or at > now for at in dates):
        return unknown(Reason.CLOCK)
    for _location, gap in backups.unread_locations:
        return unknown(gap.reason)
    if newest is None:
        return failed(variant="incomplete")
    return failed(n=(now - newest).days, at=newest)


def _completed(backups: BackupsFacts) -> list[datetime | None]:
    scheduled = backups.schedule.last_completed
    made = [backup.at for backup in backups.backups if backup.copies and backup.complete]
    return [*made, scheduled] if scheduled else made
