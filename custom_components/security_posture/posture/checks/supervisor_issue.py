"""Does the Supervisor report an issue that affects security?

An app that left its repository gets no more updates. A full disk, a wrong clock or a missing
restart stop updates and backups, or keep a changed setting from taking effect.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from ..facts import Facts, SupervisorIssue, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..supervisor_issues import Meaning, issues_of

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("supervisor",),
    fix=Fix(path="/config/repairs"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
    variants=frozenset({"insecure", "abandoned", "others"}),
)

# Like a repository that left the community catalog, an app is mostly just abandoned.
ABANDONED = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
# The severity (None: the check's) and the words of each kind.
WORST_FIRST: Mapping[Meaning, tuple[Severity | Severities | None, str]] = MappingProxyType(
    {
        Meaning.INSECURE: (None, "insecure"),
        Meaning.ABANDONED_APP: (ABANDONED, "abandoned"),
        Meaning.OTHER: (Severity.LOW, "others"),
    }
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the Supervisor's issues, the most severe kind first."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    if isinstance(supervisor.issues, Unavailable):
        return unknown(supervisor.issues.reason)
    found = {meaning: issues_of(supervisor.issues, meaning) for meaning in WORST_FIRST}
    rows = tuple(_row(issue) for issues in found.values() for issue in issues)
    for meaning, (severity, variant) in WORST_FIRST.items():
        if issues := found[meaning]:
            return failed(severity=severity, evidence=rows, n=len(issues), variant=variant)
    return passed()


def _row(issue: SupervisorIssue) -> Evidence:
    text = f"{issue.key}: {issue.about}" if issue.about else issue.key
    return Evidence(EvidenceKind.REASON, text)
