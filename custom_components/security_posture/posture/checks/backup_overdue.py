"""Is the newest backup as recent as the schedule promises?

The options can set another maximum age. A backup that another machine pulls counts like one
that Home Assistant made.
"""

from datetime import datetime

from ..backup_age import last_pull, max_backup_age, unknown_reason
from ..facts import BackupsFacts, Facts, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from . import backup_missing, backup_unscheduled

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups", "evidence_entities"),
    fix=Fix(path="/config/backup"),
    cause="backup",
    params=frozenset({"n", "at"}),
    variants=frozenset({"incomplete"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the last complete backup is too old."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    for other in (backup_missing, backup_unscheduled):
        if other.evaluate(facts, now).status is Status.FAIL:
            return not_applicable(Inapplicable.COVERED)
    dates, pulled = _completed(backups), last_pull(chosen, now)
    seen = [at for at in (*dates, pulled) if isinstance(at, datetime) and at <= now]
    newest = max(seen, default=None)
    if newest and now - newest <= max_backup_age(backups.schedule, chosen):
        return passed(at=newest)
    unread = [gap for _location, gap in backups.unread_locations]
    if reason := unknown_reason(dates, pulled, unread, now):
        return unknown(reason)
    if newest is None:
        return failed(variant="incomplete")
    return failed(n=(now - newest).days, at=newest)


def _completed(backups: BackupsFacts) -> list[datetime | None]:
    scheduled = backups.schedule.last_completed
    made = [backup.at for backup in backups.backups if backup.copies and backup.complete]
    return [*made, scheduled] if scheduled else made
