"""Are addresses banned after failed sign-ins?

Home Assistant's default threshold is -1: it counts nothing and bans nobody. With banning
switched off altogether, it does not even report bad tokens any more.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, known
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("bans",),
    fix=Fix(path="/config/network"),
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"off", "no_threshold"}),
)

# Home Assistant bans at the n-th failure for every n from 1 on.
LOWEST_THRESHOLD = 1


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return whether bans happen, and after how many failures."""
    bans = known(facts.bans)
    if not bans.enabled:
        return failed(variant="off")
    if bans.threshold < LOWEST_THRESHOLD:
        return failed(variant="no_threshold")
    return passed(n=bans.threshold)
