"""Is the certificate valid today?

Checked with a TLS handshake. Browsers refuse an expired certificate or train people to ignore
the warning, and apps stop connecting.
"""

from datetime import datetime, timedelta

from ..client_endpoint import client_endpoint
from ..clock import is_behind
from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.MEDIUM),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    cause="certificate",
    params=frozenset({"at"}),
    variants=frozenset({"expired", "not_yet_valid"}),
)

# The clock of a home's own authority may be ahead of this one by so much.
SKEW = timedelta(minutes=10)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the current time is within the validity period."""
    endpoint = client_endpoint(require(facts.tls))
    if isinstance(endpoint, Unavailable):
        return unknown(endpoint.reason)
    if endpoint is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    certificate = endpoint.certificate
    evidence = (Evidence(EvidenceKind.CERTIFICATE, certificate.subject, at=certificate.not_after),)
    if now >= certificate.not_after:
        return failed(evidence=evidence, variant="expired", at=certificate.not_after)
    if is_behind(now) or now < certificate.not_before <= now + SKEW:
        return unknown(Reason.CLOCK)
    if now < certificate.not_before:
        return failed(evidence=evidence, variant="not_yet_valid", at=certificate.not_before)
    return passed(at=certificate.not_after)
