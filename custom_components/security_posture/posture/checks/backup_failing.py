"""Did the last automatic backup succeed, everywhere it was to go?

Home Assistant tries again the next night, and says nothing on a wall tablet: a location
that stopped accepting backups is noticed the day it is needed.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Backup, BackupsFacts, Facts, known
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
)

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    variants=frozenset({"failed", "incomplete"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return what became of the last attempt."""
    backups = known(facts.backups)
    schedule = backups.schedule
    if schedule.last_attempted is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    completed = schedule.last_completed
    if not backups.running and (completed is None or completed < schedule.last_attempted):
        return failed(variant="failed")
    last = _last_automatic(backups)
    if last and (last.failed_locations or not last.complete):
        rows = tuple(Evidence(EvidenceKind.BACKUP_LOCATION, name) for name in last.failed_locations)
        return failed(evidence=rows, variant="incomplete")
    return passed()


def _last_automatic(backups: BackupsFacts) -> Backup | None:
    automatic = [(b.at, b) for b in backups.backups if b.automatic and b.at]
    return max(automatic, key=lambda row: row[0])[1] if automatic else None
