"""Does the external address use HTTPS?

Over HTTP, passwords and everything else can be read and changed in transit. An address that only
resolves in a home network or VPN is less exposed, whatever else is reachable.
"""

from datetime import datetime
from urllib.parse import urlsplit

from ..exposure import host_of, is_public_host
from ..facts import Facts, Reason, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.LOW),
    needs=("urls",),
    fix=Fix(path="/config/network"),
    variants=frozenset({"public", "local"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the external URL uses HTTPS."""
    url = require(facts.urls).external_url
    if not url:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    host = host_of(url)
    if host is None:
        return unknown(Reason.PARSE)
    match urlsplit(url).scheme:
        case "https":
            return passed()
        case "http" if is_public_host(host):
            return failed(evidence=(Evidence(EvidenceKind.HOST, host),), variant="public")
        case "http":
            evidence = (Evidence(EvidenceKind.HOST, host),)
            return failed(severity=Severity.LOW, evidence=evidence, variant="local")
        case _:
            return unknown(Reason.PARSE)
