"""Is the certificate issued by a trusted authority?

A self-signed certificate or one of a private authority is fine at home if every device trusts it.
On the internet it trains people to ignore warnings.
"""

from datetime import datetime

from ..client_endpoint import client_endpoint
from ..facts import Facts, Trust, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.INFO),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    cause="certificate",
    variants=frozenset(trust.value for trust in Trust if trust is not Trust.TRUSTED),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the chain verifies, and if not, why."""
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
