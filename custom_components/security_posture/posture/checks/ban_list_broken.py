"""Will all bans still apply after a restart?

Home Assistant reads the ban list once, at startup. If the file cannot be parsed, no ban
applies any more; an invalid entry unbans its address.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.BANS,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("ban_list",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/http/"),
    repair=Repair.YAML,
    params=frozenset({"n"}),
    variants=frozenset({"file", "entries"}),
)

FILE = "ip_bans.yaml"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the file is missing or completely valid."""
    ban_list = require(facts.ban_list)
    if not ban_list.parses:
        return failed(evidence=(Evidence(EvidenceKind.FILE, FILE),), variant="file")
    lines = ban_list.refused_lines
    if lines:
        rows = tuple(Evidence.at_place(FILE, line) for line in lines)
        return failed(evidence=rows, n=len(lines), variant="entries")
    return passed()
