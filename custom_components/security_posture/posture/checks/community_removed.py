"""Was an installed community repository removed from the store?

Abandoned repositories stay installed and keep running. Harmful ones are uninstalled, but others
may know by then what they could read.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.HIGH),
    needs=("issues",),
    fix=Fix(path="/config/repairs"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"critical", "removed"}),
)

# Most removed repositories are only abandoned.
ABANDONED = Severities(internet=Severity.MEDIUM, local=Severity.LOW)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the removed repositories, the critical ones first."""
    issues = require(facts.issues)
    removed = sorted(issues.removed, key=lambda row: not row.critical)
    rows = tuple(Evidence(EvidenceKind.REPOSITORY, row.name) for row in removed)
    critical = sum(row.critical for row in removed)
    if critical:
        return failed(evidence=rows, n=critical, variant="critical")
    if removed:
        return failed(severity=ABANDONED, evidence=rows, n=len(rows), variant="removed")
    return passed() if issues.has_community else not_applicable(Inapplicable.NOT_CONFIGURED)
