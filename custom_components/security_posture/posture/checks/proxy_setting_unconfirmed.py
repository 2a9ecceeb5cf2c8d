"""Is the HTTP configuration confirmed?

Home Assistant tries a new configuration for five minutes and reverts it unless it is confirmed.
A pending, reverted or failed change is not in effect.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities.always(Severity.LOW),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    variants=frozenset({"pending", "reverted", "refused"}),
)

NOT_CONFIRMED = "not_promoted"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the status of the last change."""
    settings = require(require(facts.http).settings)
    if settings.pending:
        return failed(variant="pending")
    if settings.error is None:
        return passed()
    variant = "reverted" if settings.error == NOT_CONFIRMED else "refused"
    return failed(evidence=(Evidence(EvidenceKind.REASON, settings.error),), variant=variant)
