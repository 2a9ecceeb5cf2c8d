"""Are the apps up to date?

Apps are web servers, databases and brokers. Their vulnerabilities become public with the
version that fixes them.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import MONTH, overdue_updates, unknown_age, update_evidence, updates_of_kinds

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities.always(Severity.LOW),
    needs=("supervisor", "updates"),
    fix=Fix(path="/config/updates"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"automatic"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the apps whose update is overdue."""
    if require(facts.supervisor) is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    entities = updates_of_kinds(require(facts.updates), (UpdateKind.APP,))
    if late := overdue_updates(entities, MONTH, now):
        rows = update_evidence(late)
        if all(entity.auto_update for entity in late):
            return failed(evidence=rows, n=len(late), variant="automatic")
        return failed(evidence=rows, n=len(late))
    if gap := unknown_age(entities):
        return unknown(gap.reason)
    # A single unknown entity belongs to an uninstalled app; all are unknown while the Supervisor
    # does not answer.
    if entities and all(entity.available is None for entity in entities):
        return unknown(Reason.NOT_LOADED)
    return passed()
