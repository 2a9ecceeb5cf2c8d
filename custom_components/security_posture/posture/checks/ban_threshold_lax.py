"""Is an address banned after few enough failed logins?

A person who mistypes needs fewer than ten attempts. Every further one helps an attacker.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed
from . import bans_disabled

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.LOW, local=Severity.INFO),
    needs=("bans",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    cause="bans",
    params=frozenset({"n"}),
)

# People who forgot a password give up or reset it earlier.
MAX_THRESHOLD = 10


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the threshold is low enough."""
    bans = require(facts.bans)
    if not bans_disabled.bans(bans):
        return not_applicable(Inapplicable.COVERED)
    if bans.threshold > MAX_THRESHOLD:
        return failed(n=bans.threshold)
    return passed(n=bans.threshold)
