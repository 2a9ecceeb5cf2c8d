"""Are failed logins logged?

Tools such as fail2ban read them from the log, and so do people who investigate an incident. A
log level above warning suppresses them.
"""

from datetime import datetime
from logging import WARNING

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.BANS,
    severity=Severities.always(Severity.LOW),
    needs=("core",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/logger/"),
    repair=Repair.YAML,
)

LOGGER = "homeassistant.components.http.ban"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the logger of failed logins logs warnings."""
    if require(facts.core).ban_log_level > WARNING:
        return failed(evidence=(Evidence(EvidenceKind.LOGGER, LOGGER),))
    return passed()
