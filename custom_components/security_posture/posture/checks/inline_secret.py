"""Are there plain-text secrets in the configuration?

secrets.yaml keeps them apart. In the configuration itself they end up in every shared snippet,
screenshot and repository.
"""

from datetime import datetime

from ..facts import Facts, Reason, Unavailable, require
from ..model import Area, Check, Fix, Outcome, Severities, Severity, failed, passed, unknown
from ..secret_places import evidence, inline_secrets

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
    found = inline_secrets(secrets)
    if not found:
        return passed() if secrets.complete else unknown(Reason.TOO_LARGE)
    rows, n = evidence(found), len(found)
    # An unreadable repository may have a remote.
    if isinstance(git, Unavailable) or (git and git.has_remote):
        return failed(evidence=rows, n=n, variant="shared")
    return failed(severity=Severity.MEDIUM, evidence=rows, n=n, variant="here")
