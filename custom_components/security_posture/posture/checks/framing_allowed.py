"""Can other websites embed Home Assistant?

A page that embeds it invisibly can trick a logged-in user into pressing its buttons
(clickjacking).
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import Area, Check, Fix, Outcome, Repair, Severities, Severity, failed, passed

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether Home Assistant sends X-Frame-Options."""
    return passed() if require(require(facts.http).settings).use_x_frame_options else failed()
