"""Are backups made without anybody thinking of it?

Backups made by hand are made until the week in which they are needed.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, known
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    variants=frozenset({"never", "no_location"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether automatic backups are set up, with a place to go to."""
    schedule = known(facts.backups).schedule
    # Home Assistant plans nothing for chosen days as long as none is chosen.
    if schedule.recurrence == "never" or (
        schedule.recurrence == "custom_days" and not schedule.days
    ):
        return failed(variant="never")
    if not schedule.locations:
        return failed(variant="no_location")
    return passed()
