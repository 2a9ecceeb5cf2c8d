"""Does a ban lock out the household?

Behind a proxy or a router that hides client addresses, everybody shares one address; a ban of
that address locks everybody out. So does a ban of a network, which Home Assistant has none of, but
custom integrations add. To lift a ban, remove the line from ip_bans.yaml and restart Home
Assistant.
"""

from datetime import datetime, timedelta

from ..facts import Address, Ban, BansFacts, Facts, Network, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown
from ..networks import SUPERVISOR, NetworkSet

CHECK = Check(
    area=Area.BANS,
    severity=Severities.always(Severity.HIGH),
    needs=("bans",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/http/"),
    repair=Repair.YAML,
    params=frozenset({"n"}),
)

# An address that was used for a login this recently will be used again.
RECENT = timedelta(days=7)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the banned addresses that the household itself uses."""
    bans = require(facts.bans)
    household = _Household(facts, now)
    hits = {ban.address: ban.banned_at for ban in _listed(bans) if ban.address in household}
    if not isinstance(bans.refused, Unavailable):
        # The live list may also ban networks; those addresses are not listed themselves.
        hits |= {
            address: None
            for address in sorted(bans.refused, key=lambda refused: (refused.version, refused))
            if address not in hits and address in household
        }
    if hits:
        rows = tuple(Evidence(EvidenceKind.ADDRESS, str(ip), at=at) for ip, at in hits.items())
        return failed(evidence=rows, n=len(hits))
    if isinstance(bans.refused, Unavailable):
        return unknown(bans.refused.reason)
    return _without_hits(facts, bans)


def _without_hits(facts: Facts, bans: BansFacts) -> Outcome:
    if bans.banned == () and not bans.refused:
        return passed()
    for source in (facts.http, facts.network, facts.auth):
        if isinstance(source, Unavailable):
            return unknown(source.reason)
    return passed()


def _listed(bans: BansFacts) -> tuple[Ban, ...]:
    return () if isinstance(bans.banned, Unavailable) else bans.banned


class _Household:
    """The addresses that the household uses: its machine, proxies, gateways and recent sessions.

    A ban list can have 100,000 entries: look an address up, never search the sessions for it.
    """

    def __init__(self, facts: Facts, now: datetime) -> None:
        self._addresses: set[Address] = set()
        networks: list[Network] = [SUPERVISOR]
        if not isinstance(facts.network, Unavailable):
            self._addresses.update(facts.network.own_addresses, facts.network.gateways)
            networks += facts.network.bridges
        if not isinstance(facts.http, Unavailable):
            # A range of all addresses names no proxy; trusted_proxy_too_broad reports it.
            networks += [proxy for proxy in facts.http.trusted_proxies if proxy.prefixlen]
        if not isinstance(facts.auth, Unavailable):
            self._addresses.update(
                session.last_used_ip
                for session in facts.auth.sessions
                if session.last_used_ip is not None
                and session.last_used_at is not None
                and now - session.last_used_at <= RECENT
            )
        self._networks = NetworkSet(networks)

    def __contains__(self, address: Address) -> bool:
        """Return whether the household uses the address."""
        return address.is_loopback or address in self._addresses or address in self._networks
