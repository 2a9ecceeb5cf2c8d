"""How often all checks run, and when a report is outdated."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any, Final

from ..const import CONF_SCAN_INTERVAL
from ..posture.facts import Facts, TlsEndpoint, TlsFacts

# Hours. Certificates, backups and releases age by the day, so four times a day is enough.
DEFAULT_INTERVAL: Final = 6
MIN_INTERVAL: Final = 1
MAX_INTERVAL: Final = 24
# For the duration of a run, and a timer that fires late.
GRACE: Final = timedelta(minutes=5)
# How often in its life a certificate is read: a renewal that stalls is seen long before the end.
_READS_PER_LIFETIME: Final = 24
_MIN_CERTIFICATE_INTERVAL: Final = timedelta(minutes=10)


def scan_interval(options: Mapping[str, Any]) -> timedelta:
    """Return the time between two full checks."""
    return timedelta(hours=options.get(CONF_SCAN_INTERVAL, DEFAULT_INTERVAL))


def max_report_age(options: Mapping[str, Any]) -> timedelta:
    """Return the age at which a report is outdated: two full checks were missed."""
    return 2 * scan_interval(options) + GRACE


def certificate_interval(facts: Facts, options: Mapping[str, Any]) -> timedelta | None:
    """Return how often to read certificates that live for hours; None: full checks are enough."""
    if not isinstance(facts.tls, TlsFacts):
        return None
    lifetimes = [
        endpoint.certificate.not_after - endpoint.certificate.not_before
        for part in fields(facts.tls)
        if isinstance(endpoint := getattr(facts.tls, part.name), TlsEndpoint)
    ]
    shortest = min(lifetimes, default=timedelta.max) / _READS_PER_LIFETIME
    if shortest >= scan_interval(options):
        return None
    return max(shortest, _MIN_CERTIFICATE_INTERVAL)
