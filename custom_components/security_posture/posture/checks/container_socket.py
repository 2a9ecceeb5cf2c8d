"""Can Home Assistant control the container engine?

With write access to the engine's socket, a process can start a container that sees the whole
machine.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
)

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.HIGH),
    needs=("host",),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the sockets within reach; outside a container the account's groups tell of them."""
    host = require(facts.host)
    if not host.container:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    rows = tuple(Evidence(EvidenceKind.FILE, path) for path in host.sockets)
    return failed(evidence=rows) if rows else passed()
