"""Are automatic backups configured?

Manual backups tend to be missing when they are needed. Regular backups count as a schedule, also
when an automation, an app or another machine makes them.
"""

from datetime import datetime

from ..backup_age import has_recent_pull
from ..backup_apps import running_backup_apps
from ..backup_rhythm import has_several, rhythm
from ..facts import BackupSchedule, Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    cause="backup",
    variants=frozenset({"app", "irregular", "never", "no_location", "rhythm"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether backups are made by a schedule, a rhythm or another machine."""
    backups = require(facts.backups)
    variant = _missing(backups.schedule)
    if variant is None:
        return passed()
    if rhythm(backups, now):
        return passed(variant="rhythm")
    return _elsewhere(facts, now) or _without(facts, variant, now)


def _elsewhere(facts: Facts, now: datetime) -> Outcome | None:
    """Return the outcome if another machine pulls backups, or may do so."""
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    pulled = has_recent_pull(require(facts.backups), chosen, now)
    if isinstance(pulled, Unavailable):
        return unknown(pulled.reason)
    return passed() if pulled else None


def _without(facts: Facts, variant: str, now: datetime) -> Outcome:
    """Return the finding of a home without a schedule, by what makes backups instead."""
    if has_several(require(facts.backups), now):
        return failed(severity=Severity.MEDIUM, variant="irregular")
    apps = running_backup_apps(facts)
    if isinstance(apps, Reason):
        return unknown(apps)
    if rows := tuple(Evidence(EvidenceKind.APP, app.name, key=app.slug) for app in apps):
        return failed(severity=Severity.MEDIUM, variant="app", evidence=rows)
    return failed(variant=variant)


def _missing(schedule: BackupSchedule) -> str | None:
    """Return what the schedule needs to make backups; None: nothing."""
    if not schedule.runs:
        return "never"
    return None if schedule.locations else "no_location"
