"""Does the Supervisor report an issue that affects security?

An app that left its repository gets no more updates. A full disk, a wrong clock or a missing
restart stop updates and backups, or keep a changed setting from taking effect.
"""

from collections.abc import Collection
from datetime import datetime

from ..facts import Facts, SupervisorIssue, Unavailable, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..supervisor_issues import Meaning, issues_of

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("supervisor",),
    fix=Fix(path="/config/repairs"),
    params=frozenset({"n"}),
    variants=frozenset({"insecure", "abandoned", "others"}),
)

# Like a repository that left the community catalog, an app is mostly just abandoned.
ABANDONED = Severities(internet=Severity.MEDIUM, local=Severity.LOW)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the Supervisor's issues, the most severe kind first."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    if isinstance(supervisor.issues, Unavailable):
        return unknown(supervisor.issues.reason)
    for meaning, severity, variant in (
        (Meaning.INSECURE, None, "insecure"),
        (Meaning.ABANDONED_APP, ABANDONED, "abandoned"),
        (Meaning.OTHER, Severity.LOW, "others"),
    ):
        if found := issues_of(supervisor.issues, meaning):
            return failed(severity=severity, evidence=_rows(found), n=len(found), variant=variant)
    return passed()


def _rows(issues: Collection[SupervisorIssue]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(EvidenceKind.REASON, f"{issue.key}: {issue.about}" if issue.about else issue.key)
        for issue in issues
    )
