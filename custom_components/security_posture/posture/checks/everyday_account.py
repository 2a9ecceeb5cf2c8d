"""Does Home Assistant run under a dedicated system account?

Under a person's account it can read and change that person's mail, keys and browser data.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.LOW),
    needs=("host.account",),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
    cause="account",
)

# Distributions use lower numbers for service accounts.
FIRST_PERSONAL_UID = 1000


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the system account belongs to a person."""
    host = require(facts.host)
    account = require(host.account)
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    if account.uid < FIRST_PERSONAL_UID or not account.has_login_shell:
        return passed()
    return failed() if account.has_personal_home else passed()
