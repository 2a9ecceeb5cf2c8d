"""Is a default password still in use?

Attackers try passwords from documentation and examples first.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import Area, Check, Fix, Outcome, Repair, Severities, Severity, failed, passed
from ..secret_places import default_secrets, evidence, not_all_read

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("secrets",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.ELSEWHERE,
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the documented defaults and placeholders in the configuration."""
    secrets = require(facts.secrets)
    if found := default_secrets(secrets):
        return failed(evidence=evidence(found), n=len(found))
    return passed() if secrets.complete else not_all_read(secrets)
