"""Is there a login attack from the internet?

A forgotten password causes a few failures from home. Ten a day from public addresses are an
automated attack. It is severe if nothing stops it. An address at which somebody was logged
in before, and still is, is a household member's: a device whose session has ended keeps trying.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..exposure import assess
from ..facts import AuthFacts, Facts, FailedSource, Network, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Level, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, Status, failed, passed, unknown
from ..networks import SharedAddresses, device_network, home_networks
from . import bans_disabled

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("failed_sign_ins",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"unhindered", "hindered", "unseen", "own_device"}),
)

# More than a household mistypes in a day, fewer than any attack makes.
ATTACK = 10
# More than a device with an ended session causes; somebody else may share its address.
MANY = 500
DAY = timedelta(days=1)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether there are too many failed logins from public addresses."""
    attempts = require(facts.failed_sign_ins)
    home, known = home_networks(facts.network), _logged_in_since(facts.auth, now)
    outside = [
        source
        for source in attempts.sources
        if source.is_global and (source.address is None or source.address not in home)
    ]
    own = [row for row in outside if _is_own_device(row, known, now)]
    strangers = [row for row in outside if row not in own]
    if (n := _count(strangers)) >= ATTACK:
        return _attack(facts, strangers, n, now)
    if (own_n := _count(own)) >= ATTACK:
        severity = Severity.MEDIUM if own_n >= MANY else Severity.LOW
        return failed(severity=severity, evidence=_rows(own), n=own_n, variant="own_device")
    if n + attempts.unplaced >= ATTACK:
        return unknown(Reason.API_CHANGED)
    return unknown(Reason.EXTERNAL) if _may_be_hidden(facts) else passed(n=n)


def _attack(facts: Facts, sources: list[FailedSource], n: int, now: datetime) -> Outcome:
    evidence = _rows(sources)
    banning = Status.UNKNOWN
    if not isinstance(facts.bans, Unavailable):
        banning = bans_disabled.evaluate(facts, now).status
    if banning is Status.PASS:
        return failed(severity=Severity.MEDIUM, evidence=evidence, n=n, variant="hindered")
    variant = "unhindered" if banning is Status.FAIL else "unseen"
    return failed(evidence=evidence, n=n, variant=variant)


def _count(sources: Iterable[FailedSource]) -> int:
    return sum(source.count for source in sources)


def _rows(sources: list[FailedSource]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            EvidenceKind.ADDRESS,
            "" if source.address is None else str(source.address),
            at=source.last_at,
            n=source.count,
            fleeting=source.address is None,  # a restart loses the addresses
        )
        for source in sorted(sources, key=lambda source: -source.count)
    )


def _logged_in_since(auth: AuthFacts | Unavailable, now: datetime) -> dict[Network, datetime]:
    """Return the addresses of sessions used within a day, with the oldest session's date."""
    since: dict[Network, datetime] = {}
    if isinstance(auth, Unavailable):
        return since
    for session in auth.sessions:
        at = session.last_used_at
        if session.last_used_ip and at and now - at <= DAY:
            network = device_network(session.last_used_ip)
            since[network] = min(since.get(network, session.created_at), session.created_at)
    return since


def _is_own_device(source: FailedSource, known: dict[Network, datetime], now: datetime) -> bool:
    """Return whether somebody was logged in at the address before the failures began.

    A login after them may be the one that an attack has reached.
    """
    if source.address is None:
        return False
    since = known.get(device_network(source.address))
    return since is not None and since <= (source.first_at or now - DAY)


def _may_be_hidden(facts: Facts) -> bool:
    """Return whether as many came from shared addresses, behind which the internet may be."""
    http, network = facts.http, facts.network
    if isinstance(http, Unavailable) or isinstance(network, Unavailable):
        return False
    shared = SharedAddresses(http, network)
    hidden = sum(
        source.count
        for source in require(facts.failed_sign_ins).sources
        # Failures before a restart have no address.
        if (not source.is_global and source.address is None)
        or (source.address is not None and source.address in shared)
    )
    return hidden >= ATTACK and assess(facts).level is Level.INTERNET
