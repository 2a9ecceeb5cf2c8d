"""Is there any backup?

A broken disk, a bad update or somebody with a password: without a backup the home starts
again from nothing.
"""

from datetime import datetime

from ..backup_age import pulled_in_time
from ..facts import Facts, Unavailable, require
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location holds a backup, or another machine pulled one in time."""
    backups = require(facts.backups)
    kept = sum(1 for backup in backups.backups if backup.copies)
    if kept:
        return passed(n=kept)
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    pulled = pulled_in_time(backups.schedule, chosen, now)
    if pulled is True:
        return passed()
    if isinstance(pulled, Unavailable):
        return unknown(pulled.reason)
    for _location, gap in backups.unread_locations:
        return unknown(gap.reason)
    return failed()
