"""Is the certificate issued for the external address?

Browsers and apps refuse a certificate for another name.
"""

from datetime import datetime

from ..certificates import covers
from ..client_endpoint import client_endpoint
from ..facts import Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    cause="certificate",
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the certificate is valid for the host of the external URL."""
    tls = require(facts.tls)
    endpoint = client_endpoint(tls)
    if isinstance(endpoint, Unavailable):
        return unknown(endpoint.reason)
    if tls.external is None or endpoint is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    certificate = endpoint.certificate
    if endpoint is tls.own or covers(certificate, endpoint.host):
        return passed()
    names = (*certificate.dns_names, *map(str, certificate.ip_names))
    return failed(
        evidence=(
            Evidence(EvidenceKind.HOST, endpoint.host),
            *(Evidence(EvidenceKind.CERTIFICATE, name) for name in names),
        )
    )
