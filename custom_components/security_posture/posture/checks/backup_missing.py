"""Is there any backup?

A broken disk, a bad update or somebody with a password: without a backup the home starts
again from nothing.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, known
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    params=frozenset({"n"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location holds a backup of Home Assistant."""
    backups = known(facts.backups)
    kept = sum(1 for backup in backups.backups if backup.copies)
    if kept:
        return passed(n=kept)
    for _location, gap in backups.unread_locations:
        return unknown(gap.reason)
    return failed()
