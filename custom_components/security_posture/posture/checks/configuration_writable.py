"""Can every system account change the configuration?

Home Assistant runs what it contains: a line of YAML, or a file in custom_components, is a
program with all permissions of Home Assistant.
"""

from datetime import datetime

from ..facts import Facts, FileAccess, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.HIGH),
    needs=("files", "host"),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the folders that every account can write to."""
    if require(facts.host).container:
        return not_applicable(Inapplicable.CONTAINER)
    rows = mode_evidence(
        tuple(folder for folder in require(facts.files).configuration if folder.others_write)
    )
    return failed(evidence=rows) if rows else passed()


def mode_evidence(files: tuple[FileAccess, ...]) -> tuple[Evidence, ...]:
    """Return files and their modes as evidence."""
    return tuple(Evidence(EvidenceKind.FILE, f"{file.path} ({file.mode:04o})") for file in files)
