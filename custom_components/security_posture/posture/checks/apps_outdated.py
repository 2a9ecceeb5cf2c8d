"""Are the Supervisor's apps kept up to date?

Apps are programs like any other: web servers, databases, brokers. Their weaknesses become
known with the version that mends them.
"""

from datetime import datetime

from ..facts import Facts, Reason, UpdateKind, require
from ..model import (
    Area,
    Check,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
    unknown,
)
from ..pending_updates import MONTH, named, of_kinds, overdue

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities.always(Severity.LOW),
    needs=("supervisor", "updates"),
    fix=Fix(path="/config/updates"),
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the apps whose update has been on offer for over a month."""
    if require(facts.supervisor) is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    entities = of_kinds(require(facts.updates), (UpdateKind.APP,))
    if late := overdue(entities, MONTH, now):
        return failed(evidence=named(late), n=len(late))
    # One that is silent was just uninstalled; all are while the Supervisor does not answer.
    if entities and all(entity.available is None for entity in entities):
        return unknown(Reason.NOT_LOADED)
    return passed()
