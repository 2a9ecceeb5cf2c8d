"""Is there a fresh backup that an attacker, a fire or a thief of this machine cannot reach?

Whoever controls the machine can delete what lies on it. Network storage and cloud count as
elsewhere; a copy pulled by another machine cannot be seen from here.
"""

from __future__ import annotations

from datetime import datetime

from ..backup_age import accepted_age
from ..facts import Facts, Reason, known
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
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    params=frozenset({"n", "at"}),
    variants=frozenset({"none", "old"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location outside this machine holds a fresh backup."""
    backups = known(facts.backups)
    if backup_missing.judge(facts, now).status is Status.FAIL:
        return not_applicable(Inapplicable.COVERED)
    here = {location.id for location in backups.locations if not location.outside}
    copies = [
        (copy.location, backup.at)
        for backup in backups.backups
        for copy in backup.copies
        if copy.location not in here
    ]
    limit = accepted_age(backups.schedule)
    fresh = {location for location, at in copies if at and now - limit <= at <= now}
    if fresh:
        return passed(n=len(fresh))
    if any(at is None or at > now for _location, at in copies):
        return unknown(Reason.CLOCK)
    for location, gap in backups.unread_locations:
        if location not in here:
            return unknown(gap.reason)
    dates = [at for _location, at in copies if at]
    return failed(variant="old", at=max(dates)) if dates else failed(variant="none")
