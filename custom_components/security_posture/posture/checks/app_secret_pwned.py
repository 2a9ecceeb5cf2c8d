"""Is a password in the configuration of an app known from data breaches?

The Supervisor compares the passwords of apps with a public collection of leaked ones. Attackers
try those first, against every port that an app opens.
"""

from datetime import datetime

from ..facts import Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..supervisor_issues import Meaning, issues_of

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("supervisor",),
    fix=Fix(path="/config/apps"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the apps with a leaked password."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    if isinstance(supervisor.issues, Unavailable):
        return unknown(supervisor.issues.reason)
    rows = tuple(
        Evidence(EvidenceKind.APP, issue.about or issue.key)
        for issue in issues_of(supervisor.issues, Meaning.LEAKED_SECRET)
    )
    return failed(evidence=rows, n=len(rows)) if rows else passed()
