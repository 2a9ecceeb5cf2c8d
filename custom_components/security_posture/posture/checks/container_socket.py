"""Can Home Assistant control the container engine?

With write access to the engine's socket, a process can start a container that sees the whole
machine.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.HIGH),
    needs=("host",),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the accessible sockets; outside a container, privileged_group covers them."""
    host = require(facts.host)
    if not host.container:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    rows = tuple(Evidence(EvidenceKind.FILE, path) for path in host.sockets)
    return failed(evidence=rows) if rows else passed()
