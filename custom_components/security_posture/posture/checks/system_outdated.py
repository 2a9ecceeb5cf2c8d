"""Are the operating system and the Supervisor up to date?

They have vulnerabilities and updates of their own. The Supervisor installs its own updates,
unless that was turned off.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import MONTH, overdue_updates, unknown_age, update_evidence, updates_of_kinds

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("supervisor", "updates"),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"manual"}),
)

SYSTEM = (UpdateKind.OS, UpdateKind.SUPERVISOR)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return which of the two has an overdue update, or whether the Supervisor gets none."""
    if require(facts.supervisor) is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    entities = updates_of_kinds(require(facts.updates), SYSTEM)
    if late := overdue_updates(entities, MONTH, now):
        return failed(evidence=update_evidence(late), n=len(late))
    if gap := unknown_age(entities):
        return unknown(gap.reason)
    # A disabled or unknown entity is not up to date.
    if not entities or any(entity.available is None for entity in entities):
        return unknown(Reason.NOT_LOADED)
    supervisors = updates_of_kinds(require(facts.updates), (UpdateKind.SUPERVISOR,))
    if any(entity.auto_update is False for entity in supervisors):
        return failed(severity=Severity.LOW, variant="manual")
    return passed()
