"""Is there a recent backup outside this machine?

An attacker, a fire or a thief can destroy every backup on the machine itself, and on a disk that
is connected to it. Network storage and cloud locations are outside; so is a copy that another
machine pulls, if the options name an entity that shows its time.
"""

from datetime import datetime, timedelta

from ..backup_age import last_pull, max_backup_age, unknown_reason
from ..backup_apps import running_backup_apps
from ..facts import BackupsFacts, EvidenceEntitiesFacts, Facts, Reason, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..unread_locations import carried, not_yet_lost
from . import backup_missing

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups", "evidence_entities"),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    params=frozenset({"n", "at"}),
    variants=frozenset({"app", "disk", "lost", "none", "old", "unread"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location outside this machine has a recent backup."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    if backup_missing.is_certain(facts, now):
        return not_applicable(Inapplicable.COVERED)
    limit = max_backup_age(backups, chosen, now)
    return _recent(backups, chosen, limit, now) or _too_old(facts, chosen, limit, now)


def _recent(
    backups: BackupsFacts, chosen: EvidenceEntitiesFacts, limit: timedelta, now: datetime
) -> Outcome | None:
    """Return the outcome if there is a recent copy outside; None: none is known."""
    here = _here(backups)
    copies = _copies(backups, here)
    if recent := {location for location, at in copies if at and now - limit <= at <= now}:
        return passed(n=len(recent))
    pulled = last_pull(chosen, now)
    if isinstance(pulled, datetime) and now - pulled <= limit:
        return passed()
    seen = carried(backups, now).items()
    if any(now - at <= limit for name, at in seen if name not in here):
        return passed(variant="unread")
    return None


def _too_old(
    facts: Facts, chosen: EvidenceEntitiesFacts, limit: timedelta, now: datetime
) -> Outcome:
    """Return the outcome of a home without a recent copy outside that is known."""
    backups = require(facts.backups)
    here, pulled = _here(backups), last_pull(chosen, now)
    dates = [at for _location, at in _copies(backups, here)]
    unread = [gap for name, gap in not_yet_lost(backups, limit, now) if name not in here]
    if reason := unknown_reason(dates, pulled, unread, now):
        return unknown(reason)
    if old := [at for at in (*dates, pulled) if isinstance(at, datetime)]:
        return failed(variant="old", at=max(old))
    return _none(facts, here, limit, now)


def _here(backups: BackupsFacts) -> set[str]:
    return {location.id for location in backups.locations if not location.outside}


def _copies(backups: BackupsFacts, here: set[str]) -> list[tuple[str, datetime | None]]:
    return [
        (copy.location, backup.at)
        for backup in backups.own
        for copy in backup.copies
        if copy.location not in here
    ]


def _none(facts: Facts, here: set[str], limit: timedelta, now: datetime) -> Outcome:
    """Return the finding of a home without any copy outside, by what it has instead."""
    backups = require(facts.backups)
    seen = carried(backups, now)
    lost = tuple(
        Evidence(EvidenceKind.BACKUP_LOCATION, name, at=seen.get(name), fleeting=True)
        for name, _gap in backups.unread_locations
        if name not in here
    )
    if lost:
        return failed(variant="lost", evidence=lost)
    apps = running_backup_apps(facts)
    if isinstance(apps, Reason):
        return unknown(apps)
    if rows := tuple(Evidence(EvidenceKind.APP, app.name, key=app.slug) for app in apps):
        return failed(severity=Severity.MEDIUM, variant="app", evidence=rows)
    if disks := _disks(backups, limit, now):
        rows = tuple(Evidence(EvidenceKind.BACKUP_LOCATION, name) for name in disks)
        return failed(variant="disk", evidence=rows)
    return failed(variant="none")


def _disks(backups: BackupsFacts, limit: timedelta, now: datetime) -> list[str]:
    """Return the disks of this machine with a recent backup."""
    recent = {
        copy.location
        for backup in backups.own
        for copy in backup.copies
        if backup.at and now - limit <= backup.at <= now
    }
    return sorted(where.id for where in backups.locations if where.disk and where.id in recent)
