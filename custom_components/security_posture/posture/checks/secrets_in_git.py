"""Does the git repository contain secrets?

Tracked files stay in the history, and in every clone.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.CRITICAL),
    needs=("git",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.ELSEWHERE,
    params=frozenset({"n"}),
    variants=frozenset({"shared", "here"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the tracked files that contain secrets."""
    git = require(facts.git)
    if git is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if not git.sensitive:
        return passed()
    rows, n = tuple(Evidence(EvidenceKind.FILE, path) for path in git.sensitive), len(git.sensitive)
    if git.has_remote:
        return failed(evidence=rows, n=n, variant="shared")
    return failed(severity=Severity.HIGH, evidence=rows, n=n, variant="here")
