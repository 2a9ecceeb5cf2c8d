"""Does the git configuration contain a credential?

A remote URL with a password or token is stored in plain text in .git/config, and in every
backup of the configuration.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("git",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.ELSEWHERE,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the remotes whose URL contains a credential."""
    git = require(facts.git)
    if git is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    rows = tuple(Evidence(EvidenceKind.REMOTE, name) for name in git.credential_remotes)
    return failed(evidence=rows) if rows else passed()
