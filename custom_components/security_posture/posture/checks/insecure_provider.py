"""Is an insecure authentication provider configured?

`insecure_example` is a sample for developers that stores passwords in plain text. The legacy API
password is one key for everybody. What a `command_line` script accepts cannot be verified.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.HIGH),
    needs=("auth",),
    fix=Fix(docs="https://www.home-assistant.io/docs/authentication/providers/"),
    variants=frozenset({"insecure", "command_line"}),
)

INSECURE = frozenset({"insecure_example", "legacy_api_password"})
UNVERIFIABLE = "command_line"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a provider is unfit, or cannot be judged."""
    providers = require(facts.auth).providers
    unfit = [provider for provider in providers if provider in INSECURE]
    if unfit:
        return failed(evidence=_rows(unfit), variant="insecure")
    if UNVERIFIABLE in providers:
        return failed(severity=Severity.LOW, evidence=_rows([UNVERIFIABLE]), variant="command_line")
    return passed()


def _rows(providers: list[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.PROVIDER, provider) for provider in providers)
