"""Was an update of Home Assistant or its system skipped?

Skipping hides a version until the next one. What it fixes stays unfixed, and nothing else on the
screen says so.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import updates_of_kinds

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("updates",),
    fix=Fix(path="/config/updates"),
    cause="core_version",
)

OWN_KINDS = (UpdateKind.CORE, UpdateKind.OS, UpdateKind.SUPERVISOR)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the updates whose latest version is skipped."""
    entities = updates_of_kinds(require(facts.updates), OWN_KINDS)
    skipped = [
        entity
        for entity in entities
        if entity.skipped_version and entity.skipped_version == entity.latest_version
    ]
    if skipped:
        rows = tuple(
            Evidence(
                EvidenceKind.VERSION, f"{entity.title or entity.entity_id}: {entity.latest_version}"
            )
            for entity in skipped
        )
        return failed(evidence=rows)
    if not entities:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if any(entity.available is None for entity in entities):
        return unknown(Reason.NOT_LOADED)
    return passed()
