"""Is there a recent backup outside this machine?

An attacker, a fire or a thief can destroy every backup on the machine itself. Network storage
and cloud locations are outside; so is a copy that another machine pulls, if the options name
an entity that shows its time.
"""

from datetime import datetime

from ..backup_age import last_pull, max_backup_age, unknown_reason
from ..facts import BackupsFacts, Facts, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
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
    """Return whether a location outside this machine has a recent backup."""
    backups, chosen = require(facts.backups), require(facts.evidence_entities)
    if backup_missing.evaluate(facts, now).status is Status.FAIL:
        return not_applicable(Inapplicable.COVERED)
    here = {location.id for location in backups.locations if not location.outside}
    copies = _copies(backups, here)
    limit = max_backup_age(backups.schedule, chosen)
    recent = {location for location, at in copies if at and now - limit <= at <= now}
    if recent:
        return passed(n=len(recent))
    pulled = last_pull(chosen, now)
    if isinstance(pulled, datetime) and now - pulled <= limit:
        return passed()
    dates = [at for _location, at in copies]
    unread = [gap for location, gap in backups.unread_locations if location not in here]
    if reason := unknown_reason(dates, pulled, unread, now):
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
