"""Is the firmware of devices up to date?

A vulnerability in a lock, a camera or a router affects the whole home, until the fixed firmware
is installed.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import MONTH, overdue_updates, unknown_age, update_evidence, updates_of_kinds

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("updates",),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"protecting", "others", "partly"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the devices whose firmware update has been pending for over a month."""
    entities = updates_of_kinds(require(facts.updates), (UpdateKind.FIRMWARE,))
    if not entities:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    late = overdue_updates(entities, MONTH, now)
    if any(entity.protects for entity in late):
        return failed(evidence=update_evidence(late), n=len(late), variant="protecting")
    if late:
        severity, rows = Severity.LOW, update_evidence(late)
        return failed(severity=severity, evidence=rows, n=len(late), variant="others")
    if gap := unknown_age(entities):
        return unknown(gap.reason)
    # Many devices cannot detect new firmware, which is neither a finding nor a pass.
    silent = sum(entity.available is None for entity in entities)
    if silent == len(entities):
        return unknown(Reason.EXTERNAL)
    return passed(n=silent, variant="partly") if silent else passed()
