"""Can every system account read the private key of the certificate?

With the key, an attacker can impersonate this instance and read its traffic.
"""

from datetime import datetime

from ..facts import Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from .configuration_writable import mode_evidence

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("files", "host"),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether every account can read the key file."""
    if require(facts.host).container:
        return not_applicable(Inapplicable.CONTAINER)
    key = require(facts.files).private_key
    if key is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if isinstance(key, Unavailable):
        return unknown(key.reason)
    return failed(evidence=mode_evidence((key,))) if key.others_read else passed()
