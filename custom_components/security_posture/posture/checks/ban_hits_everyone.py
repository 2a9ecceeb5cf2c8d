"""Does a ban lock out the family?

Behind a proxy or a router that hides the visitors' addresses, everybody comes from one
address. When it is banned, everybody is. Home Assistant has no way to lift a ban but to
remove the line from ip_bans.yaml and restart.
"""

from datetime import datetime, timedelta

from ..facts import Address, Facts, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.BANS,
    severity=Severities.always(Severity.HIGH),
    needs=("bans",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/http/"),
    params=frozenset({"n"}),
)

# Somebody who signed in from an address this recently will come back from it.
RECENT = timedelta(days=7)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a banned address is one that everybody, or one of the family, comes from."""
    banned = require(facts.bans).banned
    if not banned:
        return passed()
    hits = tuple(
        Evidence(EvidenceKind.ADDRESS, str(ban.address), at=ban.banned_at)
        for ban in banned
        if _is_ours(ban.address, facts, now)
    )
    if hits:
        return failed(evidence=hits, n=len(hits))
    for source in (facts.http, facts.network, facts.auth):
        if isinstance(source, Unavailable):
            return unknown(source.reason)
    return passed()


def _is_ours(address: Address, facts: Facts, now: datetime) -> bool:
    http, network, auth = facts.http, facts.network, facts.auth
    if address.is_loopback:
        return True
    # A range of everything names no proxy; that it is trusted is another check's business.
    if not isinstance(http, Unavailable) and any(
        address in proxy for proxy in http.trusted_proxies if proxy.prefixlen
    ):
        return True
    if not isinstance(network, Unavailable) and (
        address in network.own_addresses or address in network.gateways
    ):
        return True
    return not isinstance(auth, Unavailable) and any(
        session.last_used_ip == address
        and session.last_used_at is not None
        and now - session.last_used_at <= RECENT
        for session in auth.sessions
    )
