"""Is an insecure authentication provider configured?

`insecure_example` is a sample for developers that stores passwords in plain text. The legacy API
password is one key for everybody. What a `command_line` script accepts cannot be verified.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.HIGH),
    needs=("auth",),
    fix=Fix(docs="https://www.home-assistant.io/docs/authentication/providers/"),
    repair=Repair.YAML,
    variants=frozenset({"insecure", "command_line"}),
)

INSECURE = frozenset({"insecure_example", "legacy_api_password"})
UNVERIFIABLE = "command_line"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the insecure providers and those that cannot be verified."""
    providers = require(facts.auth).providers
    insecure = [provider for provider in providers if provider in INSECURE]
    if insecure:
        return failed(evidence=_rows(insecure), variant="insecure")
    if UNVERIFIABLE in providers:
        return failed(severity=Severity.LOW, evidence=_rows([UNVERIFIABLE]), variant="command_line")
    return passed()


def _rows(providers: list[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.PROVIDER, provider) for provider in providers)
