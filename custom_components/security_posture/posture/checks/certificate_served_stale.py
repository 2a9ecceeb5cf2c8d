"""Is the renewed certificate in use?

Renewal writes a file. Home Assistant, or the proxy in front of it, serves the old certificate
until a restart or reload; when that one expires, every app stops working.
"""

from datetime import datetime, timedelta

from ..certificates import is_renewal
from ..client_endpoint import client_endpoint
from ..facts import Certificate, Facts, TlsEndpoint, TlsFacts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities.always(Severity.HIGH),
    needs=("tls",),
    fix=Fix(path="/config/system"),
    repair=Repair.ELSEWHERE,
    cause="certificate",
    params=frozenset({"at"}),
    variants=frozenset({"waiting", "expired"}),
)

# Renewal tools reload the server within minutes.
RELOADED_WITHIN = timedelta(hours=1)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a file has a newer certificate than the served one."""
    tls = require(facts.tls)
    endpoints = (tls.own, client_endpoint(tls))
    gaps = [part for part in endpoints if isinstance(part, Unavailable)]
    if tls.own is None and tls.external is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    for endpoint in endpoints:
        if isinstance(endpoint, TlsEndpoint) and (renewed := _renewed(endpoint, tls, now)):
            return _finding(endpoint.certificate, renewed, now)
    files = [part for part in (tls.file, tls.on_disk) if isinstance(part, Unavailable)]
    if not files and tls.file is None and not tls.on_disk:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return unknown(gap.reason) if (gap := next(iter(gaps + files), None)) else passed()


def _renewed(endpoint: TlsEndpoint, tls: TlsFacts, now: datetime) -> Certificate | None:
    """Return the newest certificate on disk that replaces the served one."""
    on_disk = () if isinstance(tls.on_disk, Unavailable) else tls.on_disk
    found = [file for file in on_disk if is_renewal(file, endpoint.certificate)]
    if isinstance(tls.file, Certificate) and (
        endpoint is tls.own or is_renewal(tls.file, endpoint.certificate)
    ):
        found.append(tls.file)
    later = [
        file
        for file in found
        if file.not_after > endpoint.certificate.not_after
        and file.not_before + RELOADED_WITHIN <= now < file.not_after
    ]
    return max(later, key=lambda file: file.not_after, default=None)


def _finding(served: Certificate, renewed: Certificate, now: datetime) -> Outcome:
    rows = tuple(
        Evidence(EvidenceKind.CERTIFICATE, file.fingerprint, at=file.not_after)
        for file in (served, renewed)
    )
    if served.not_after <= now:
        return failed(evidence=rows, variant="expired", at=served.not_after)
    return failed(severity=Severity.MEDIUM, evidence=rows, variant="waiting", at=served.not_after)
