"""Is the newest backup as recent as the schedule promises?

The options can set another maximum age. Without a schedule, the usual time between two backups
counts. A backup that another machine pulls counts like one that Home Assistant made.
"""

from datetime import datetime

from ..backup_age import last_pull, max_backup_age, unknown_reason
from ..facts import BackupsFacts, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from ..unread_locations import carried_complete, not_yet_lost
from . import backup_missing, backup_unscheduled

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups", "evidence_entities"),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    cause="backup",
    params=frozenset({"n", "at"}),
    variants=frozenset({"incomplete", "lost"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the last complete backup is too old."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    if (
        backup_missing.is_certain(facts, now)
        or backup_unscheduled.evaluate(facts, now).status is Status.FAIL
    ):
        return not_applicable(Inapplicable.COVERED)
    limit = max_backup_age(backups, chosen, now)
    dates, pulled = _completed(backups), last_pull(chosen, now)
    all_dates = (*dates, pulled, *carried_complete(backups, now))
    newest = max((at for at in all_dates if isinstance(at, datetime) and at <= now), default=None)
    if newest and now - newest <= limit:
        return passed(at=newest)
    if not isinstance(pulled, Unavailable) and _records_show_old(backups, now):
        return _too_old(backups, newest, now)
    unread = [gap for _name, gap in not_yet_lost(backups, limit, now)]
    if reason := unknown_reason(dates, pulled, unread, now):
        return unknown(reason)
    return _too_old(backups, newest, now)


def _completed(backups: BackupsFacts) -> list[datetime | None]:
    scheduled = backups.schedule.last_completed
    made = [backup.at for backup in backups.own if backup.complete]
    return [*made, scheduled] if scheduled else made


def _records_show_old(backups: BackupsFacts, now: datetime) -> bool:
    """Return whether Home Assistant recorded when its schedule was last fulfilled.

    The caller has found no recent date. What could be at an unread location does not fulfil the
    schedule then: Home Assistant itself would have written it there.
    """
    completed = backups.schedule.last_completed
    return backups.schedule.runs and completed is not None and completed <= now


def _too_old(backups: BackupsFacts, newest: datetime | None, now: datetime) -> Outcome:
    # Locations come and go by themselves: a device that is off is no new evidence.
    rows = tuple(
        Evidence(EvidenceKind.BACKUP_LOCATION, name, fleeting=True)
        for name, _gap in backups.unread_locations
    )
    if newest is None:
        return failed(variant="incomplete" if backups.own else "lost", evidence=rows)
    return failed(n=(now - newest).days, at=newest, evidence=rows)
