"""Are backups outside this machine encrypted?

A backup contains every password of the home. Outside this machine, only encryption protects
it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ..backup_age import max_backup_age
from ..facts import BackupsFacts, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..unread_locations import is_out_of_sight

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
)

# While the options are unknown: after this time, an unread location no longer counts.
GIVEN_UP = timedelta(days=30)


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
    for name, gap in _unseen(facts, backups, now):
        if name in outside and name not in newest:
            return unknown(gap.reason)
    if not scheduled and not set(newest) & set(outside):
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed()


def _unseen(
    facts: Facts, backups: BackupsFacts, now: datetime
) -> Iterable[tuple[str, Unavailable]]:
    """Yield the unread locations at which nothing was seen, until they are given up."""
    chosen = facts.evidence_entities
    limit = GIVEN_UP
    if not isinstance(chosen, Unavailable):
        limit = max_backup_age(backups, chosen, now)
    remembered = {row.location: row for row in backups.remembered}
    for name, gap in backups.unread_locations:
        if not is_out_of_sight(remembered.get(name), limit, now):
            yield name, gap


def _newest_copy_encrypted(backups: BackupsFacts) -> dict[str, bool]:
    """Return, by location, whether the newest backup there is or was encrypted."""
    newest: dict[str, tuple[datetime, bool]] = {
        row.location: (row.at, row.encrypted) for row in backups.remembered if row.at
    }
    for backup in backups.own:
        at = backup.at or datetime.min.replace(tzinfo=UTC)
        for copy in backup.copies:
            if copy.location not in newest or newest[copy.location][0] <= at:
                newest[copy.location] = (at, copy.encrypted)
    return {location: encrypted for location, (_at, encrypted) in newest.items()}
