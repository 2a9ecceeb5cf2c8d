"""Does the external address use HTTPS?

Over HTTP, passwords and everything else can be read and changed in transit. An address that only
resolves in a home network or VPN is less exposed, whatever else is reachable. An https address
that Home Assistant answers without TLS is not encrypted either.
"""

from datetime import datetime
from urllib.parse import urlsplit

from ..client_endpoint import client_endpoint
from ..exposure import external_is_public, host_of
from ..facts import Facts, Place, Reason, TlsEndpoint, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..own_port import is_own_port

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.LOW),
    needs=("urls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    variants=frozenset({"public", "local", "mismatch"}),
)

# Whoever uses the address reaches this machine too.
_THIS_MACHINE = (Place.HERE, Place.LOOPBACK)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the external URL uses HTTPS, and Home Assistant does."""
    url = require(facts.urls).external_url
    if not url:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    host = host_of(url)
    if host is None:
        return unknown(Reason.PARSE)
    match urlsplit(url).scheme:
        case "https":
            return _encrypted(facts, url, host)
        case "http":
            return _plain(facts, host)
        case _:
            return unknown(Reason.PARSE)


def _plain(facts: Facts, host: str) -> Outcome:
    public = external_is_public(facts)
    if isinstance(public, Unavailable) and isinstance(facts.tls, Unavailable):
        return unknown(public.reason)  # where the name leads to has not been read
    # Funnel carries TLS only, so a Tailscale name over HTTP is the VPN's.
    evidence = (Evidence(EvidenceKind.HOST, host),)
    if public is True:
        return failed(evidence=evidence, variant="public")
    return failed(severity=Severity.LOW, evidence=evidence, variant="local")


def _encrypted(facts: Facts, url: str, host: str) -> Outcome:
    """Return whether something speaks TLS at the address, as far as that can be told."""
    tls = facts.tls
    if isinstance(tls, Unavailable):
        return unknown(tls.reason)
    met = client_endpoint(tls) or Unavailable(Reason.OUTDATED)
    if isinstance(met, TlsEndpoint):
        return passed()
    is_own = is_own_port(facts.http, url)
    if isinstance(is_own, Unavailable):
        return unknown(is_own.reason)
    # A TLS proxy that does not answer from inside is on another port, or another machine's.
    if not is_own and met.reason is not Reason.PLAIN_HTTP:
        return passed()
    if tls.external_place not in _THIS_MACHINE:
        return unknown(met.reason)
    return failed(
        severity=None if external_is_public(facts) is not False else Severity.LOW,
        evidence=(Evidence(EvidenceKind.HOST, host),),
        variant="mismatch",
    )
