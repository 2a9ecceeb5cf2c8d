"""Are there sensitive files in the public folder?

Everything in www is served to everybody, without a login. It is meant for pictures and cards.
"""

from datetime import datetime

from ..facts import Facts, Reason, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..secret_places import REVEALING, public_secrets

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities(internet=Severity.CRITICAL, local=Severity.MEDIUM),
    needs=("public_folder",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/http/"),
    repair=Repair.YAML,
    params=frozenset({"n"}),
    variants=frozenset({"pictures", "secret", "telling"}),
)

# Some cards read YAML from there on purpose; it reveals details, but gives no access.
MILDER = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
# Pictures of cameras show who is at home, and when; people on the local network know that anyway.
PICTURES = Severities(internet=Severity.LOW, local=Severity.INFO)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the sensitive files in the public folder."""
    folder = require(facts.public_folder)
    if folder is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    secret = [file.path for file in folder.files if file.kind not in REVEALING]
    # Other files are known by what is in them: scripts, dashboards.
    secret = [*dict.fromkeys((*secret, *public_secrets(facts)))]
    if secret:
        return failed(evidence=_rows(secret), n=len(secret), variant="secret")
    if not folder.complete:
        return unknown(Reason.TOO_LARGE)
    if folder.files:
        rows = _rows([file.path for file in folder.files])
        return failed(severity=MILDER, evidence=rows, n=len(rows), variant="telling")
    if folder.pictures:
        return failed(
            severity=PICTURES,
            evidence=tuple(
                Evidence(EvidenceKind.FILE, row.folder, n=row.n) for row in folder.pictures
            ),
            n=sum(row.n for row in folder.pictures),
            variant="pictures",
        )
    return passed()


def _rows(paths: list[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.FILE, path) for path in paths)
