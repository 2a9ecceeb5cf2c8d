"""Is a default password still in use?

Attackers try passwords from documentation and examples first.
"""

from datetime import datetime

from ..facts import Facts, Reason, require
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed, unknown
from .inline_secret import secret_evidence

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("secrets",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the documented defaults and placeholders in the configuration."""
    secrets = require(facts.secrets)
    if secrets.default:
        return failed(evidence=secret_evidence(secrets.default), n=len(secrets.default))
    return passed() if secrets.complete else unknown(Reason.TOO_LARGE)
