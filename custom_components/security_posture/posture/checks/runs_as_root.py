"""Does Home Assistant run as root?

A vulnerability in Home Assistant or an integration then compromises the whole machine.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import Area, Check, Fix, Outcome, Repair, Severities, Severity, failed, passed

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.HIGH),
    needs=("host.account",),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
    cause="account",
    variants=frozenset({"container", "own"}),
)

ROOT = 0


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the process runs as root; inside a container that is intended."""
    host = require(facts.host)
    if host.container:
        return passed(variant="container")
    return failed() if require(host.account).uid == ROOT else passed(variant="own")
