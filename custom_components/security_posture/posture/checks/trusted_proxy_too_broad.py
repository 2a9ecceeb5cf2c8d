"""Which addresses may set X-Forwarded-For?

A trusted proxy reports the client address in X-Forwarded-For. In too wide a range, anybody can
forge it: to appear local, or to get another client banned.
"""

from datetime import datetime

from ..facts import Facts, Network, NetworkFacts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..networks import (
    SITE_PREFIX,
    SUPERVISOR,
    is_public_network,
    is_whole_lan,
    is_within,
    may_be_home,
    present_networks,
)

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.MEDIUM),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    variants=frozenset({"public", "wide", "lan"}),
)

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
        if rows and _depends_on_network(variant, found) and isinstance(facts.network, Unavailable):
            return unknown(facts.network.reason)
        if rows:
            return failed(severity=severity, evidence=rows, variant=variant)
    return passed()


def _depends_on_network(variant: str, found: dict[Network, str | None]) -> bool:
    """Return whether a range may be this machine's containers', or a public one the home's."""
    return variant != "public" or all(
        may_be_home(proxy) for proxy, kind in found.items() if kind == variant
    )


def _variant(proxy: Network, network: NetworkFacts | Unavailable) -> str | None:
    bridges = () if isinstance(network, Unavailable) else network.bridges
    if proxy.num_addresses == 1 or proxy.is_loopback:
        return None
    if is_public_network(proxy) and not present_networks(network).covers(proxy):
        return "public"
    if any(is_within(proxy, bridge) for bridge in (SUPERVISOR, *bridges)):
        return None
    if proxy.prefixlen <= SITE_PREFIX[proxy.version]:
        return "wide"
    return "lan" if is_whole_lan(proxy) else None
