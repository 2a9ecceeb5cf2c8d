"""Are passwords and tokens kept out of the configuration?

Home Assistant reads them from secrets.yaml by name. Written out in YAML, they are shared
with every snippet, screenshot and repository the file gets into.
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
    """Return where secrets stand literally; worse where the files leave the machine."""
    secrets, git = require(facts.secrets), facts.git
    found = inline_secrets(secrets)
    if not found:
        return passed() if secrets.complete else unknown(Reason.TOO_LARGE)
    rows, n = evidence(found), len(found)
    # A repository that cannot be read may have a remote.
    if isinstance(git, Unavailable) or (git and git.has_remote):
        return failed(evidence=rows, n=n, variant="shared")
    return failed(severity=Severity.MEDIUM, evidence=rows, n=n, variant="here")
