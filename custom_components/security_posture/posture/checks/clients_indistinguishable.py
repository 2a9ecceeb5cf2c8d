"""Can Home Assistant tell its clients apart?

Behind a proxy or a router that hides client addresses, all clients share one address. A ban
then affects all of them or none, and a client from the internet counts as local. A VPN app hides
them as well, but lets in only its own clients.
"""

from collections import Counter
from datetime import datetime

from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..networks import SharedAddresses
from ..vpn_apps import runs_vpn_app

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("auth", "http", "network"),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"container", "vpn"}),
)

# With fewer sessions, one device behind a proxy looks like all of them.
MIN_SESSIONS = 3
# Some clients may take another way, such as a browser on the machine itself.
SHARE = 0.8


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether nearly all sessions come from one shared address."""
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
    if len(used) < MIN_SESSIONS:
        # A loopback address is a browser on this machine, not a proxy.
        hidden = any(not ip.is_loopback and ip in shared for ip in used)
        return unknown(Reason.EXTERNAL) if hidden else passed()
    if n >= SHARE * len(used) and address in shared:
        return _finding(facts, Evidence(EvidenceKind.ADDRESS, str(address), n=n), n)
    return passed()


def _finding(facts: Facts, row: Evidence, n: int) -> Outcome:
    """Return the finding in words for this installation: what hides the clients differs."""
    host, supervisor = facts.host, facts.supervisor
    if isinstance(supervisor, Unavailable):
        return unknown(supervisor.reason)
    if supervisor is not None:
        if not require(facts.http).trusted_proxies and runs_vpn_app(supervisor):
            return failed(severity=Severity.LOW, evidence=(row,), n=n, variant="vpn")
        return failed(evidence=(row,), n=n)
    if isinstance(host, Unavailable):
        return unknown(host.reason)
    if host.container:
        return failed(evidence=(row,), n=n, variant="container")
    return failed(evidence=(row,), n=n)
