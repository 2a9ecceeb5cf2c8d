"""Is there a backup?

After a broken disk, a failed update or an attack, a home without a backup starts from
nothing. What a location held that cannot be listed at the moment counts until it is too old.
"""

from datetime import datetime

from ..backup_age import has_recent_pull, max_backup_age
from ..backup_apps import running_backup_apps
from ..facts import BackupsFacts, EvidenceEntitiesFacts, Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from ..unread_locations import carried, is_out_of_sight

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.HIGH),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    cause="backup",
    params=frozenset({"n"}),
    variants=frozenset({"app", "lost", "unread"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a location has a backup, or another machine pulled one recently."""
    backups = require(facts.backups)
    if n := len(backups.own):
        return passed(n=n)
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    pulled = has_recent_pull(backups, chosen, now)
    if pulled is True:
        return passed()
    if isinstance(pulled, Unavailable):
        return unknown(pulled.reason)
    return _unread(backups, chosen, now) or _without(facts)


def is_certain(facts: Facts, now: datetime) -> bool:
    """Return whether it fails for more than a location that cannot be reached."""
    outcome = evaluate(facts, now)
    return outcome.status is Status.FAIL and outcome.params.get("variant") != "lost"


def _unread(backups: BackupsFacts, chosen: EvidenceEntitiesFacts, now: datetime) -> Outcome | None:
    """Return the outcome by what cannot be listed; None: everything was listed."""
    limit = max_backup_age(backups, chosen, now)
    seen = carried(backups, now)
    if any(now - at <= limit for at in seen.values()):
        return passed(variant="unread")
    if seen:  # there is one, too old and out of reach
        return not_applicable(Inapplicable.COVERED)
    remembered = {row.location: row for row in backups.remembered}
    for name, gap in backups.unread_locations:
        if not is_out_of_sight(remembered.get(name), limit, now):
            return unknown(gap.reason)
    return failed(variant="lost") if backups.unread_locations else None


def _without(facts: Facts) -> Outcome:
    apps = running_backup_apps(facts)
    if isinstance(apps, Reason):
        return unknown(apps)
    rows = tuple(Evidence(EvidenceKind.APP, app.name, key=app.slug) for app in apps)
    return failed(severity=Severity.MEDIUM, variant="app", evidence=rows) if rows else failed()
