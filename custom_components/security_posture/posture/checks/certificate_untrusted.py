"""Does the certificate lead to a public root?

Asked apart from its dates. A private authority is a choice that can be right at home; on
the Internet it teaches people to click warnings away.
"""

from datetime import datetime

from ..client_endpoint import client_endpoint
from ..facts import Facts, Trust, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.INFO),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    cause="certificate",
    variants=frozenset(trust.value for trust in Trust if trust is not Trust.TRUSTED),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the chain verifies, and if not, in which of three ways."""
    endpoint = client_endpoint(require(facts.tls))
    if isinstance(endpoint, Unavailable):
        return unknown(endpoint.reason)
    if endpoint is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if isinstance(endpoint.trust, Unavailable):
        return unknown(endpoint.trust.reason)
    if endpoint.trust is Trust.TRUSTED:
        return passed()
    return failed(
        evidence=(Evidence(EvidenceKind.ISSUER, endpoint.certificate.issuer),),
        variant=endpoint.trust.value,
    )
