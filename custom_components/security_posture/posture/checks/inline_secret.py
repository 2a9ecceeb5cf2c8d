"""Are there plain-text secrets in the configuration, in scripts and in other files?

secrets.yaml keeps them apart. In the configuration itself they end up in every shared snippet,
screenshot and repository.
"""

from datetime import datetime

from ..facts import Facts, Unavailable, require
from ..model import Area, Check, Fix, Outcome, Repair, Severities, Severity, failed, passed
from ..secret_places import are_in_yaml, evidence, inline_secrets, not_all_read, not_told_elsewhere

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("secrets",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.YAML,
    params=frozenset({"n"}),
    # "files": not only in YAML; a script cannot name a secret of secrets.yaml.
    # "comments": only in comments, which can be deleted.
    variants=frozenset(
        {
            *("shared", "shared_files", "shared_comments"),
            *("here", "here_files", "here_comments"),
        }
    ),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the plain-text secrets; more severe if git has a remote, less in comments."""
    secrets, git = require(facts.secrets), facts.git
    found = not_told_elsewhere(inline_secrets(secrets), facts)
    if not found:
        return passed() if secrets.complete else not_all_read(secrets)
    rows, n = evidence(found), len(found)
    in_comments = all(place.in_comment for place in found)
    where = "_comments" if in_comments else "" if are_in_yaml(found) else "_files"
    # An unreadable repository may have a remote.
    if isinstance(git, Unavailable) or (git and git.has_remote):
        return failed(evidence=rows, n=n, variant=f"shared{where}")
    severity = Severity.LOW if in_comments else Severity.MEDIUM
    return failed(severity=severity, evidence=rows, n=n, variant=f"here{where}")
