"""Are addresses banned after failed logins?

The default threshold of -1 counts nothing and bans no address. With IP banning disabled, Home
Assistant does not report invalid tokens either.
"""

from datetime import datetime

from ..facts import BansFacts, EvidenceEntitiesFacts, Facts, Unavailable, require
from ..model import Area, Check, Fix, Outcome, Repair, Severities, Severity, failed, passed, unknown

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("bans",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    cause="bans",
    params=frozenset({"n"}),
    variants=frozenset({"off", "no_threshold", "own", "elsewhere"}),
)

# With a threshold below 1, Home Assistant bans no address.
MIN_THRESHOLD = 1


def bans(facts: BansFacts) -> bool:
    """Return whether Home Assistant itself bans anybody."""
    return facts.enabled and facts.threshold >= MIN_THRESHOLD


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether Home Assistant or another system bans addresses."""
    own = require(facts.bans)
    if bans(own):
        return passed(n=own.threshold, variant="own")
    chosen = facts.evidence_entities
    if isinstance(chosen, Unavailable):
        return unknown(chosen.reason)
    return _banned_elsewhere(chosen) or failed(variant="no_threshold" if own.enabled else "off")


def _banned_elsewhere(chosen: EvidenceEntitiesFacts) -> Outcome | None:
    """Return the outcome of the selected sensors, or None if no other system bans."""
    if any(row.works is True for row in chosen.bans):
        return passed(variant="elsewhere")
    for row in chosen.bans:
        if isinstance(row.works, Unavailable):
            return unknown(row.works.reason)
    return None
