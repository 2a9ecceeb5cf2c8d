"""Is there a fresh backup that an attacker, a fire or a thief of this machine cannot reach?

Whoever controls the machine can delete what lies on it. Network storage and cloud count as
elsewhere; so does a copy that another machine pulls, when an entity that tells its time is
chosen in the options.
"""

from datetime import datetime

from ..backup_age import accepted_age, pulled_at, unseen
from ..facts import BackupsFacts, Facts, require
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
from . import backup_missing

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups", "evidence_entities"),
    fix=Fix(path="/config/backup"),
    params=frozenset({"n", "at"}),
    variants=frozenset({"none", "old"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location outside this machine holds a fresh backup."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    if backup_missing.evaluate(facts, now).status is Status.FAIL:
        return not_applicable(Inapplicable.COVERED)
    here = {location.id for location in backups.locations if not location.outside}
    copies = _copies(backups, here)
    limit = accepted_age(backups.schedule, chosen)
    fresh = {location for location, at in copies if at and now - limit <= at <= now}
    if fresh:
        return passed(n=len(fresh))
    pulled = pulled_at(chosen, now)
    if isinstance(pulled, datetime) and now - pulled <= limit:
        return passed()
    dates = [at for _location, at in copies]
    unread = [gap for location, gap in backups.unread_locations if location not in here]
    if reason := unseen(dates, pulled, unread, now):
        return unknown(reason)
    old = [at for at in (*dates, pulled) if isinstance(at, datetime)]
    return failed(variant="old", at=max(old)) if old else failed(variant="none")


def _copies(backups: BackupsFacts, here: set[str]) -> list[tuple[str, datetime | None]]:
    return [
        (copy.location, backup.at)
        for backup in backups.backups
        for copy in backup.copies
        if copy.location not in here
    ]
