"""Could an attacker who controls Home Assistant delete the backups outside this machine too?

Home Assistant has the credentials of the locations to which it sends backups, and deletes old ones
there. Backups that another machine pulls, and those at a location that lets nobody delete them,
remain. Whether the storage keeps deleted files for a time cannot be seen.
"""

from datetime import datetime

from ..backup_age import has_recent_pull, max_backup_age
from ..backup_deletion import can_delete, is_outside, is_pulled, recent_outside
from ..facts import BackupsFacts, Facts, Reason, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Repair,
    Severities,
    Severity,
    Status,
    failed,
    not_applicable,
    passed,
    unknown,
)
from . import backup_only_here

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("backups", "evidence_entities"),
    fix=Fix(path="/config/backup"),
    repair=Repair.ELSEWHERE,
    params=frozenset({"n"}),
    variants=frozenset({"pulled"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the locations outside this machine from which Home Assistant can delete backups."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    outside = backup_only_here.evaluate(facts, now)
    if outside.status is Status.UNKNOWN and isinstance(outside.reason, Reason):
        return unknown(outside.reason)
    gap = _unread_outside(backups)
    if outside.status is not Status.PASS:
        # Another check says that it is lost; what it held can be back with the location.
        return unknown(gap.reason) if gap else not_applicable(Inapplicable.COVERED)
    recent = recent_outside(backups, max_backup_age(backups, chosen, now), now)
    deletable = [name for name in recent if can_delete(backups, name)]
    if len(deletable) < len(recent):
        return passed()
    rows = tuple(Evidence(EvidenceKind.BACKUP_LOCATION, name) for name in deletable)
    pulled = has_recent_pull(backups, chosen, now)
    if isinstance(pulled, Unavailable) and is_pulled(chosen):
        return unknown(pulled.reason)
    if pulled is True and is_pulled(chosen):
        return _beside_pulled(rows, gap)
    if pulled is True and chosen.pulled_backup:
        rows += (Evidence(EvidenceKind.ENTITY, chosen.pulled_backup.entity_id),)
    return failed(evidence=rows, n=len(rows))


def _unread_outside(backups: BackupsFacts) -> Unavailable | None:
    """Return why a location outside this machine cannot be listed; None: all can."""
    return next((gap for name, gap in backups.unread_locations if is_outside(backups, name)), None)


def _beside_pulled(rows: tuple[Evidence, ...], gap: Unavailable | None) -> Outcome:
    """Return the outcome of a home from which another machine pulls backups."""
    if rows:
        return failed(severity=Severity.INFO, evidence=rows, n=len(rows), variant="pulled")
    return unknown(gap.reason) if gap else passed(variant="pulled")
