"""Are custom integrations up to date?

They run inside Home Assistant with all its permissions, and only their author fixes them.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import (
    TWO_MONTHS,
    overdue_updates,
    unknown_age,
    update_evidence,
    updates_of_kinds,
)

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities.always(Severity.LOW),
    needs=("updates",),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the custom integrations whose update is overdue."""
    entities = updates_of_kinds(require(facts.updates), (UpdateKind.COMMUNITY,))
    if not entities:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if late := overdue_updates(entities, TWO_MONTHS, now):
        return failed(evidence=update_evidence(late), n=len(late))
    if gap := unknown_age(entities):
        return unknown(gap.reason)
    # Without access to the store, all of them are unknown.
    if all(entity.available is None for entity in entities):
        return unknown(Reason.EXTERNAL)
    return passed()
