"""Do earlier commits contain files with secrets that are no longer tracked?

A file that is removed from a repository stays in its history, and in every clone.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.HIGH),
    needs=("git",),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.ELSEWHERE,
    params=frozenset({"n"}),
    variants=frozenset({"shared", "here"}),
)
# Without a remote, only somebody with access to the files can read the history.
_HERE = Severities(internet=Severity.HIGH, local=Severity.MEDIUM)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the files with secrets in earlier commits."""
    git = require(facts.git)
    if git is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    files = git.history.sensitive
    if files:
        rows = tuple(Evidence(EvidenceKind.FILE, path) for path in files)
        if git.has_remote:
            return failed(evidence=rows, n=len(files), variant="shared")
        return failed(severity=_HERE, evidence=rows, n=len(files), variant="here")
    if git.history.incomplete is not None:
        return unknown(git.history.incomplete)
    return passed()
