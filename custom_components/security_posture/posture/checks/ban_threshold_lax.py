"""Is an address banned after few enough failed logins?

A person who mistypes needs fewer than ten attempts. Every further one helps an attacker.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
)
from . import bans_disabled

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.LOW, local=Severity.INFO),
    needs=("bans",),
    fix=Fix(path="/config/network"),
    cause="bans",
    params=frozenset({"n"}),
)

# A person who has forgotten a password gives up, or resets it, well before.
LAXEST_THRESHOLD = 10


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether few enough failures lead to a ban."""
    bans = require(facts.bans)
    if not bans_disabled.bans(bans):
        return not_applicable(Inapplicable.COVERED)
    if bans.threshold > LAXEST_THRESHOLD:
        return failed(n=bans.threshold)
    return passed(n=bans.threshold)
