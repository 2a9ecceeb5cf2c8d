"""Are there plain-text secrets in the configuration?

secrets.yaml keeps them apart. In the configuration itself they end up in every shared snippet,
screenshot and repository.
"""

from datetime import datetime

from ..facts import Facts, Reason, SecretPlace, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("secrets",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    params=frozenset({"n"}),
    variants=frozenset({"shared", "here"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return where secrets stand literally; worse where the files leave the machine."""
    secrets, git = require(facts.secrets), facts.git
    if not secrets.inline:
        return passed() if secrets.complete else unknown(Reason.TOO_LARGE)
    rows, n = secret_evidence(secrets.inline), len(secrets.inline)
    # A repository that cannot be read may have a remote.
    if isinstance(git, Unavailable) or (git and git.has_remote):
        return failed(evidence=rows, n=n, variant="shared")
    return failed(severity=Severity.MEDIUM, evidence=rows, n=n, variant="here")


def secret_evidence(found: tuple[SecretPlace, ...]) -> tuple[Evidence, ...]:
    """Return where secrets stand, as evidence."""
    return tuple(Evidence.at_place(row.file, row.line, f"{row.key} ({row.kind})") for row in found)
