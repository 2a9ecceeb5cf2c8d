"""Can Home Assistant tell its clients apart?

Behind a proxy or a router that hides client addresses, everybody shares one address. A ban
then affects everybody or nobody, and a stranger counts as local.
"""

from collections import Counter
from datetime import datetime

from ..facts import Facts, Reason, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
    unknown,
)
from ..networks import SharedAddresses

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("auth", "http", "network"),
    fix=Fix(path="/config/network"),
    cause="bans",
    params=frozenset({"n"}),
)

# With fewer, one device behind a proxy looks like everybody.
FEWEST_SESSIONS = 3
# Some devices may go another way: a browser on the machine itself.
SHARE = 0.8


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether nearly all sessions come from one address that stands for others."""
    shared = SharedAddresses(require(facts.http), require(facts.network))
    used = [
        session.last_used_ip
        for session in require(facts.auth).sessions
        if session.type == "normal"
        and session.last_used_ip
        and (session.expires_at is None or session.expires_at > now)
    ]
    if not used:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    address, n = Counter(used).most_common(1)[0]
    if len(used) < FEWEST_SESSIONS:
        # Whoever sits at the machine itself comes from it; that is no proxy's doing.
        hidden = any(not ip.is_loopback and ip in shared for ip in used)
        return unknown(Reason.EXTERNAL) if hidden else passed()
    if n >= SHARE * len(used) and address in shared:
        return failed(evidence=(Evidence(EvidenceKind.ADDRESS, str(address), n=n),), n=n)
    return passed()
