"""Can Home Assistant load its certificate at the next start?

The running server keeps the certificate in memory. If the file or its key is missing,
unreadable or does not match, this goes unnoticed until a restart ends in recovery mode, without
automations and integrations.
"""

from datetime import datetime

from ..facts import Facts, FileTrouble, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities.always(Severity.HIGH),
    needs=("tls.next_start",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    variants=frozenset(trouble.value for trouble in FileTrouble),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether certificate and key can be loaded."""
    start = require(require(facts.tls).next_start)
    if start is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed() if start.trouble is None else failed(variant=start.trouble.value)
