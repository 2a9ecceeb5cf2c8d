"""Are there plain-text secrets in the configuration?

secrets.yaml keeps them apart. In the configuration itself they end up in every shared snippet,
screenshot and repository.
"""

from datetime import datetime

from ..facts import Facts, Reason, SecretPlace, Unavailable, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence
from ..model.outcome import Outcome, failed, passed, unknown

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("secrets",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    params=frozenset({"n"}),
    variants=frozenset({"shared", "here"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the plain-text secrets; more severe if git has a remote."""
    secrets, git = require(facts.secrets), facts.git
    if not secrets.inline:
        return passed() if secrets.complete else unknown(Reason.TOO_LARGE)
    rows, n = secret_evidence(secrets.inline), len(secrets.inline)
    # An unreadable repository may have a remote.
    if isinstance(git, Unavailable) or (git and git.has_remote):
        return failed(evidence=rows, n=n, variant="shared")
    return failed(severity=Severity.MEDIUM, evidence=rows, n=n, variant="here")


def secret_evidence(found: tuple[SecretPlace, ...]) -> tuple[Evidence, ...]:
    """Return the places of secrets as evidence."""
    return tuple(Evidence.at_place(row.file, row.line, f"{row.key} ({row.kind})") for row in found)
