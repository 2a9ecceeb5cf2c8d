"""Is somebody on the Internet trying to sign in?

A forgotten password makes a few failures from home. Ten in a day from public addresses are
somebody's program. It is grave when nothing stops it.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, Unavailable, known
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    Status,
    failed,
    passed,
)
from . import bans_disabled

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("failed_sign_ins",),
    fix=Fix(path="/config/network"),
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"unhindered", "hindered"}),
)

# More than a family mistypes from outside in a day, less than any guessing program makes.
ATTACK = 10


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether the failures from public addresses are too many for a mistake."""
    sources = [source for source in known(facts.failed_sign_ins).sources if source.is_global]
    n = sum(source.count for source in sources)
    if n < ATTACK:
        return passed(n=n)
    evidence = tuple(
        Evidence(
            EvidenceKind.ADDRESS,
            "" if source.address is None else str(source.address),
            at=source.last_at,
            n=source.count,
        )
        for source in sorted(sources, key=lambda source: -source.count)
    )
    if _hindered(facts, now):
        return failed(severity=Severity.MEDIUM, evidence=evidence, n=n, variant="hindered")
    return failed(evidence=evidence, n=n, variant="unhindered")


def _hindered(facts: Facts, now: datetime) -> bool:
    """Return whether bans are known to work."""
    if isinstance(facts.bans, Unavailable):
        return False
    return bans_disabled.judge(facts, now).status is Status.PASS
