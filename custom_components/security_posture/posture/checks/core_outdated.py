"""How many monthly releases is Home Assistant behind?

Only the newest release gets security fixes. Being one month late is common; after four,
vulnerabilities have been public for a long time.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, UpdatesFacts, require
from ..metrics import releases_behind
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown
from ..releases import release_month

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities.always(Severity.HIGH),
    needs=("updates",),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    cause="core_version",
    params=frozenset({"n"}),
)

# Releases behind from which the severity is medium, and high.
MEDIUM_FROM = 2
HIGH_FROM = 4


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return how many releases the running version is behind."""
    updates = require(facts.updates)
    if release_month(updates.core_version) is None:
        return unknown(Reason.PARSE)
    behind = releases_behind(updates, now)
    if behind is None:
        return unknown(Reason.CLOCK)
    if behind == 0:
        return passed()
    return failed(severity=_severity(behind), evidence=_versions(updates), n=behind)


def _severity(behind: int) -> Severity:
    if behind >= HIGH_FROM:
        return Severity.HIGH
    return Severity.MEDIUM if behind >= MEDIUM_FROM else Severity.LOW


def _versions(updates: UpdatesFacts) -> tuple[Evidence, ...]:
    latest = [e.latest_version for e in updates.entities if e.kind is UpdateKind.CORE]
    return tuple(
        Evidence(EvidenceKind.VERSION, version, fleeting=True)
        for version in (updates.core_version, *latest)
        if version
    )
