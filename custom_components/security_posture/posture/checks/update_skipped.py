"""Was an update skipped?

Skipping hides a version until the next one. What it fixes stays unfixed, and nothing else on the
screen says so. A skipped update stays pending: the checks of outdated software count it as well.
"""

from collections.abc import Collection
from datetime import datetime

from ..facts import Facts, Reason, UpdateEntity, UpdateKind, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import is_skipped, updates_of_kinds

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("updates",),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    cause="core_version",
    params=frozenset({"n"}),
    variants=frozenset({"others"}),
)

OWN_KINDS = (UpdateKind.CORE, UpdateKind.OS, UpdateKind.SUPERVISOR)
# Each affects only a part of the home, and a faulty release is rightly skipped.
OTHER_KINDS = (UpdateKind.APP, UpdateKind.COMMUNITY, UpdateKind.FIRMWARE)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the updates whose latest version is skipped, those of the system first."""
    updates = require(facts.updates)
    own = updates_of_kinds(updates, OWN_KINDS)
    if skipped := [entity for entity in own if is_skipped(entity)]:
        return failed(evidence=_rows(skipped))
    others = updates_of_kinds(updates, OTHER_KINDS)
    if skipped := [entity for entity in others if is_skipped(entity)]:
        return failed(
            severity=Severity.LOW, evidence=_rows(skipped), n=len(skipped), variant="others"
        )
    if not own and not others:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    # Many devices are off, or cannot detect new firmware.
    if any(entity.available is None for entity in own):
        return unknown(Reason.NOT_LOADED)
    return passed()


def _rows(skipped: Collection[UpdateEntity]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            EvidenceKind.VERSION, f"{entity.title or entity.entity_id}: {entity.latest_version}"
        )
        for entity in skipped
    )
