"""Is the configuration of the HTTP server settled?

Home Assistant tries a new one for five minutes and goes back unless it is confirmed. One
that waits, was taken back or could not be applied is not the one somebody believes in.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities.always(Severity.LOW),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    variants=frozenset({"pending", "reverted", "refused"}),
)

NOT_CONFIRMED = "not_promoted"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return what became of the last change."""
    settings = require(require(facts.http).settings)
    if settings.pending:
        return failed(variant="pending")
    if settings.error is None:
        return passed()
    variant = "reverted" if settings.error == NOT_CONFIRMED else "refused"
    return failed(evidence=(Evidence(EvidenceKind.REASON, settings.error),), variant=variant)
