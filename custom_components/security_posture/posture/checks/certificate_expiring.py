"""Is the certificate renewed in time?

Lifetimes range from six days to a year, so the limits follow the lifetime. ACME clients renew
when a third is left; with less than a quarter left, the renewal has failed.
"""

from datetime import datetime, timedelta

from ..client_endpoint import client_endpoint
from ..facts import Certificate, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from . import certificate_expired

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities.always(Severity.HIGH),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    cause="certificate",
    params=frozenset({"n", "at"}),
)

# For long-lived certificates, a month is enough time to act, a week is short.
SOON, SOON_SHARE = timedelta(days=30), 0.25
URGENT, URGENT_SHARE = timedelta(days=7), 0.1
# Certificates of a few days are renewed every two or three days, so the shares are larger.
SHORT_LIFETIME = timedelta(days=10)
SHORT_SOON_SHARE, SHORT_URGENT_SHARE = 0.35, 0.15


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether too little of the lifetime is left."""
    endpoint = client_endpoint(require(facts.tls))
    if isinstance(endpoint, Unavailable):
        return unknown(endpoint.reason)
    if endpoint is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    dates = certificate_expired.evaluate(facts, now)
    if dates.status is Status.FAIL:
        return not_applicable(Inapplicable.COVERED)
    if dates.status is Status.UNKNOWN:
        return dates
    certificate = endpoint.certificate
    left = certificate.not_after - now
    soon, urgent = limits(certificate)
    if left > soon:
        return passed(n=left.days, at=certificate.not_after)
    return failed(
        severity=Severity.HIGH if left <= urgent else Severity.MEDIUM,
        evidence=(
            Evidence(EvidenceKind.CERTIFICATE, certificate.subject, at=certificate.not_after),
        ),
        n=left.days,
        at=certificate.not_after,
    )


def limits(certificate: Certificate) -> tuple[timedelta, timedelta]:
    """Return the remaining time at which renewal is late, and at which it is urgent."""
    lifetime = certificate.not_after - certificate.not_before
    if lifetime < SHORT_LIFETIME:
        return lifetime * SHORT_SOON_SHARE, lifetime * SHORT_URGENT_SHARE
    return min(SOON, lifetime * SOON_SHARE), min(URGENT, lifetime * URGENT_SHARE)
