"""Which addresses may set X-Forwarded-For?

A trusted proxy reports the client address in X-Forwarded-For. In too wide a range, anybody can
forge it: to appear local, or to get another client banned.
"""

from datetime import datetime
from ipaddress import IPv4Network

from ..facts import Facts, Network, NetworkFacts, Unavailable, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..networks import is_public_network, is_whole_lan, is_within

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.MEDIUM),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    variants=frozenset({"public", "wide", "lan"}),
)

# The size of a whole site, by IP version.
SITE_PREFIX = {4: 16, 6: 48}
# The network of the Supervisor and the apps on every installation with a Supervisor.
SUPERVISOR = IPv4Network("172.30.32.0/23")

SEVERITIES: dict[str, Severity | None] = {
    "public": None,
    "wide": Severity.MEDIUM,
    "lan": Severity.LOW,
}


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the widest of the trusted ranges."""
    http = require(facts.http)
    if not require(http.settings).use_x_forwarded_for or not http.trusted_proxies:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    found = {proxy: _variant(proxy, facts.network) for proxy in http.trusted_proxies}
    for variant, severity in SEVERITIES.items():
        rows = tuple(
            Evidence(EvidenceKind.NETWORK, str(proxy))
            for proxy, kind in found.items()
            if kind == variant
        )
        # Whether a private range belongs to this machine's containers depends on its networks.
        if rows and variant != "public" and isinstance(facts.network, Unavailable):
            return unknown(facts.network.reason)
        if rows:
            return failed(severity=severity, evidence=rows, variant=variant)
    return passed()


def _variant(proxy: Network, network: NetworkFacts | Unavailable) -> str | None:
    bridges = () if isinstance(network, Unavailable) else network.bridges
    if proxy.num_addresses == 1 or proxy.is_loopback:
        return None
    if is_public_network(proxy):
        return "public"
    if any(is_within(proxy, bridge) for bridge in (SUPERVISOR, *bridges)):
        return None
    if proxy.prefixlen <= SITE_PREFIX[proxy.version]:
        return "wide"
    return "lan" if is_whole_lan(proxy) else None
