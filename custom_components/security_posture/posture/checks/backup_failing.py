"""Did the last automatic backup succeed at every location?

Home Assistant retries the next night and shows no error on a wall tablet: a location that
stopped accepting backups goes unnoticed until it is needed.
"""

from datetime import datetime, timedelta

from ..facts import Backup, BackupsFacts, Facts, Reason, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.BACKUPS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("backups",),
    fix=Fix(path="/config/backup"),
    repair=Repair.SETTING,
    cause="backup",
    variants=frozenset({"failed", "incomplete"}),
)


# The backup of an attempt is dated after its start, by a clock that may differ slightly.
SLACK = timedelta(minutes=1)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the result of the last attempt."""
    backups = require(facts.backups)
    attempted, completed = backups.schedule.last_attempted, backups.schedule.last_completed
    if attempted is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    has_ended = completed is not None and completed >= attempted
    at, last = _last_automatic(backups)
    is_of_attempt = at is not None and attempted - at <= SLACK
    is_running = backups.running and not has_ended and not is_of_attempt
    # Home Assistant reports completion only if every location succeeded.
    if last and (is_of_attempt or is_running) and (last.failed_locations or not last.complete):
        rows = tuple(Evidence(EvidenceKind.BACKUP_LOCATION, name) for name in last.failed_locations)
        return failed(evidence=rows, variant="incomplete")
    if not has_ended and not backups.running:
        return failed(variant="failed")
    if has_ended and backups.newest_failed is False:
        return passed()  # Home Assistant's own record, if the backup cannot be listed
    for _location, gap in backups.unread_locations:
        if not is_of_attempt:
            return unknown(gap.reason)
    return passed() if last or has_ended else unknown(Reason.STARTING)


def _last_automatic(backups: BackupsFacts) -> tuple[datetime | None, Backup | None]:
    automatic = [(b.at, b) for b in backups.backups if b.automatic and b.at]
    return max(automatic, key=lambda row: row[0]) if automatic else (None, None)
