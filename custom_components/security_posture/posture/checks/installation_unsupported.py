"""Does Home Assistant report this installation as unsupported?

It does when the installation method or the processor architecture gets no updates or is no
longer tested.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("issues",),
    fix=Fix(path="/config/repairs"),
    repair=Repair.ELSEWHERE,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the repair issues about the installation."""
    reasons = require(facts.issues).unsupported
    if not reasons:
        return passed()
    return failed(evidence=tuple(Evidence(EvidenceKind.REASON, reason) for reason in reasons))
