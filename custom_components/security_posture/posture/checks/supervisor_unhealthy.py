"""Does the Supervisor report problems with the system?

An unhealthy system may get no updates, and a reason may be untrusted code. On an unsupported
system, the isolation that apps rely on may be missing and is not tested. Reasons that mean
"too old" are left to the update checks that report them.
"""

from datetime import datetime

from ..facts import Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from . import core_outdated, installation_unsupported, system_outdated

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("supervisor",),
    fix=Fix(path="/config/repairs"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
    variants=frozenset({"unhealthy", "unsupported"}),
)

UNSUPPORTED = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
# Reasons that mean "too old", with the check that covers them and its source.
TOO_OLD = {
    "home_assistant_core_version": (core_outdated, "updates"),
    "os_version": (system_outdated, "updates"),
    "supervisor_version": (system_outdated, "updates"),
    "system_architecture": (installation_unsupported, "issues"),
}


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the Supervisor's reasons, the more severe kind first."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    unhealthy, unsupported = supervisor.unhealthy, supervisor.unsupported
    # Unhealthy is more severe, so nothing is certain while it is unknown.
    if isinstance(unhealthy, Unavailable):
        return unknown(unhealthy.reason)
    if unhealthy:
        more = () if isinstance(unsupported, Unavailable) else unsupported
        rows = _rows(*dict.fromkeys((*unhealthy, *more)))
        return failed(evidence=rows, n=len(unhealthy), variant="unhealthy")
    if isinstance(unsupported, Unavailable):
        return unknown(unsupported.reason)
    left = [reason for reason in unsupported if not _is_covered(reason, facts, now)]
    if left:
        rows = _rows(*left)
        return failed(severity=UNSUPPORTED, evidence=rows, n=len(left), variant="unsupported")
    return not_applicable(Inapplicable.COVERED) if unsupported else passed()


def _is_covered(reason: str, facts: Facts, now: datetime) -> bool:
    """Return whether an update check fails for the reason."""
    check, source = TOO_OLD.get(reason, (None, ""))
    if check is None or isinstance(getattr(facts, source), Unavailable):
        return False
    outcome = check.evaluate(facts, now)
    # Auto update that is turned off makes nothing too old yet.
    return outcome.status is Status.FAIL and outcome.params.get("variant") != "manual"


def _rows(*reasons: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.REASON, reason) for reason in reasons)
