"""Are automatic backups configured?

Manual backups tend to be missing when they are needed.
"""

from datetime import datetime

from ..backup_age import has_recent_pull
from ..facts import BackupSchedule, Facts, Unavailable, require
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    cause="backup",
    variants=frozenset({"never", "no_location"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether automatic backups are scheduled, or another machine pulls them."""
    schedule = require(facts.backups).schedule
    variant = _missing(schedule)
    if variant is None:
        return passed()
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    pulled = has_recent_pull(schedule, chosen, now)
    if isinstance(pulled, Unavailable):
        return unknown(pulled.reason)
    return passed() if pulled else failed(variant=variant)


def _missing(schedule: BackupSchedule) -> str | None:
    """Return what the schedule needs to make backups; None: nothing."""
    # Home Assistant schedules nothing for custom days while none is selected.
    if schedule.recurrence == "never" or (
        schedule.recurrence == "custom_days" and not schedule.days
    ):
        return "never"
    return None if schedule.locations else "no_location"
