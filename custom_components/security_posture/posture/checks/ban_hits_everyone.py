"""Does a ban lock out the household?

Behind a proxy or a router that hides client addresses, everybody shares one address; a ban of
that address locks everybody out. To lift a ban, remove the line from ip_bans.yaml and restart
Home Assistant.
"""

from datetime import datetime, timedelta

from ..facts import Address, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown
from ..networks import NetworkSet

CHECK = Check(
    area=Area.BANS,
    severity=Severities.always(Severity.HIGH),
    needs=("bans",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/http/"),
    params=frozenset({"n"}),
)

# An address that was used for a login this recently will be used again.
RECENT = timedelta(days=7)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the banned addresses that the household itself uses."""
    banned = require(facts.bans).banned
    if not banned:
        return passed()
    addresses, proxies = _own_addresses(facts, now), _trusted_proxies(facts)
    hits = tuple(
        Evidence(EvidenceKind.ADDRESS, str(ban.address), at=ban.banned_at)
        for ban in banned
        if ban.address.is_loopback or ban.address in addresses or ban.address in proxies
    )
    if hits:
        return failed(evidence=hits, n=len(hits))
    for source in (facts.http, facts.network, facts.auth):
        if isinstance(source, Unavailable):
            return unknown(source.reason)
    return passed()


def _own_addresses(facts: Facts, now: datetime) -> set[Address]:
    """Return the addresses of this machine, its gateways and recent sessions.

    A ban list can have 100,000 entries: look an address up, never search the sessions for it.
    """
    found: set[Address] = set()
    if not isinstance(facts.network, Unavailable):
        found.update(facts.network.own_addresses, facts.network.gateways)
    if not isinstance(facts.auth, Unavailable):
        found.update(
            session.last_used_ip
            for session in facts.auth.sessions
            if session.last_used_ip is not None
            and session.last_used_at is not None
            and now - session.last_used_at <= RECENT
        )
    return found


def _trusted_proxies(facts: Facts) -> NetworkSet:
    # A range of all addresses names no proxy; trusted_proxy_too_broad reports it.
    if isinstance(facts.http, Unavailable):
        return NetworkSet(())
    return NetworkSet(proxy for proxy in facts.http.trusted_proxies if proxy.prefixlen)
