"""Is there a login attack from the internet?

A forgotten password causes a few failures from home. Ten a day from public addresses are an
automated attack. It is severe if nothing stops it.
"""

from datetime import datetime

from ..exposure import assess
from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Level, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, Status, failed, passed, unknown
from ..networks import SharedAddresses, home_networks
from . import bans_disabled

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("failed_sign_ins",),
    fix=Fix(path="/config/network"),
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"unhindered", "hindered", "unseen"}),
)

# More than a household mistypes in a day, fewer than any attack makes.
ATTACK = 10


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether there are too many failed logins from public addresses."""
    home = home_networks(facts.network)
    sources = [
        source
        for source in require(facts.failed_sign_ins).sources
        if source.is_global and (source.address is None or source.address not in home)
    ]
    n = sum(source.count for source in sources)
    if n < ATTACK:
        return unknown(Reason.EXTERNAL) if _may_be_hidden(facts) else passed(n=n)
    evidence = tuple(
        Evidence(
            EvidenceKind.ADDRESS,
            "" if source.address is None else str(source.address),
            at=source.last_at,
            n=source.count,
            fleeting=source.address is None,  # a restart loses the addresses
        )
        for source in sorted(sources, key=lambda source: -source.count)
    )
    banning = Status.UNKNOWN
    if not isinstance(facts.bans, Unavailable):
        banning = bans_disabled.evaluate(facts, now).status
    if banning is Status.PASS:
        return failed(severity=Severity.MEDIUM, evidence=evidence, n=n, variant="hindered")
    variant = "unhindered" if banning is Status.FAIL else "unseen"
    return failed(evidence=evidence, n=n, variant=variant)


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
        if not source.is_global and (source.address is None or source.address in shared)
    )
    return hidden >= ATTACK and assess(facts).level is Level.INTERNET
