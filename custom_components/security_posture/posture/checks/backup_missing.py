"""Is there a backup?

After a broken disk, a failed update or an attack, a home without a backup starts from
nothing.
"""

from datetime import datetime

from ..backup_age import has_recent_pull
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
    """Return whether a location has a backup, or another machine pulled one recently."""
    backups = require(facts.backups)
    n = sum(1 for backup in backups.backups if backup.copies)
    if n:
        return passed(n=n)
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    pulled = has_recent_pull(backups.schedule, chosen, now)
    if pulled is True:
        return passed()
    if isinstance(pulled, Unavailable):
        return unknown(pulled.reason)
    for _location, gap in backups.unread_locations:
        return unknown(gap.reason)
    return failed()
