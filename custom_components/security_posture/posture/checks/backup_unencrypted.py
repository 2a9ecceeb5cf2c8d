"""Are backups outside this machine encrypted?

A backup contains every password of the home. Outside this machine, only encryption protects
it.
"""

from datetime import UTC, datetime

from ..facts import BackupsFacts, Facts, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the outside locations whose next or newest backup is unencrypted."""
    backups = require(facts.backups)
    outside = {location.id: location for location in backups.locations if location.outside}
    newest = _newest_copy_encrypted(backups)
    scheduled = set(backups.schedule.locations) & set(outside)
    unencrypted = sorted(
        name
        for name, location in outside.items()
        if (name in scheduled and not location.encrypted) or newest.get(name) is False
    )
    if unencrypted:
        rows = tuple(Evidence(EvidenceKind.BACKUP_LOCATION, name) for name in unencrypted)
        return failed(evidence=rows, n=len(unencrypted))
    for name, gap in backups.unread_locations:
        if name in outside:
            return unknown(gap.reason)
    if not scheduled and not set(newest) & set(outside):
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed()


def _newest_copy_encrypted(backups: BackupsFacts) -> dict[str, bool]:
    """Return, by location, whether the newest backup there is encrypted."""
    newest: dict[str, tuple[datetime, bool]] = {}
    for backup in backups.backups:
        at = backup.at or datetime.min.replace(tzinfo=UTC)
        for copy in backup.copies:
            if copy.location not in newest or newest[copy.location][0] <= at:
                newest[copy.location] = (at, copy.encrypted)
    return {location: encrypted for location, (_at, encrypted) in newest.items()}
