"""Is the certificate renewed in time?

Lifetimes range from hours to a year, and clients renew at different times. A renewal is late only
when every widespread client would have made it, and had time to try again.
"""

from datetime import datetime, timedelta

from ..client_endpoint import client_endpoint
from ..facts import Certificate, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import (
    Inapplicable,
    Outcome,
    Param,
    Status,
    failed,
    not_applicable,
    passed,
    unknown,
)
from . import certificate_expired

UNITS = frozenset({"hours", "minutes"})
CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities.always(Severity.HIGH),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    cause="certificate",
    params=frozenset({"n", "at"}),
    variants=UNITS,
    units=UNITS,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Renewal is late when less than a quarter is left, and less than the limit of the lifetime.
# When clients renew by default, with the time left:
#   Caddy, step-ca, cert-manager, autocert     a third (autocert, lego, NPM: 30 days at most)
#   certbot, lego --dynamic                    a third; half of a lifetime below 10 days
#   certbot before 4, acme.sh, dehydrated      30 days; Home Assistant Cloud 25 days
#   Traefik, by lifetime                       from 90 days: 30 d; from 30: 10 d; from 6: 2 d
#                                              (1 d before version 3.6); from 1: 6 h
#   with ARI, the authority's window           about when a third is left
# Traefik's 20 minutes for less than a day are left out: nobody could act in time.
# Lifetimes are a second or an hour shorter than their name says.
LATE_SHARE = 0.25
LIMITS = (
    (89 * DAY, 22.5 * DAY),
    (29.5 * DAY, 8 * DAY),
    (6 * DAY, 20 * HOUR),
    (timedelta(0), 5 * HOUR),
)
URGENT, URGENT_SHARE = timedelta(days=7), 0.5  # of the time at which renewal is late
# Below, the remaining time is shown in hours.
SHORT_LIFETIME, SHORT_TIME = 3 * DAY, 2 * DAY


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
    late, urgent = limits(certificate)
    if left > late:
        return passed(**_remaining(certificate, left), at=certificate.not_after)
    return failed(
        severity=Severity.HIGH if left <= urgent else Severity.MEDIUM,
        evidence=(
            Evidence(EvidenceKind.CERTIFICATE, certificate.subject, at=certificate.not_after),
        ),
        **_remaining(certificate, left),
        at=certificate.not_after,
    )


def limits(certificate: Certificate) -> tuple[timedelta, timedelta]:
    """Return the remaining time at which renewal is late, and at which it is urgent."""
    lifetime = _lifetime(certificate)
    limit = next((limit for least, limit in LIMITS if lifetime >= least), timedelta(0))
    late = min(lifetime * LATE_SHARE, limit)
    return late, min(URGENT, late * URGENT_SHARE)


def _lifetime(certificate: Certificate) -> timedelta:
    return certificate.not_after - certificate.not_before


def _remaining(certificate: Certificate, left: timedelta) -> dict[str, Param]:
    """Return the remaining time in a unit that suits it."""
    if left < HOUR:
        return {"n": left // timedelta(minutes=1), "variant": "minutes"}
    if left < SHORT_TIME or _lifetime(certificate) < SHORT_LIFETIME:
        return {"n": left // HOUR, "variant": "hours"}
    return {"n": left.days}
