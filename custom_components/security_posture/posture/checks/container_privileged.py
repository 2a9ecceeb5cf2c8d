"""Can Home Assistant escape its container?

A container isolates its processes from the machine, unless it has capabilities over the
kernel.
"""

from datetime import datetime

from ..facts import Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.MEDIUM),
    needs=("host.capabilities",),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
    variants=frozenset({"some", "all"}),
)

# Each is enough to take over the host.
DANGEROUS = frozenset({"CAP_SYS_ADMIN", "CAP_SYS_MODULE", "CAP_SYS_PTRACE", "CAP_SYS_RAWIO"})


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the dangerous capabilities of the container."""
    host = require(facts.host)
    if not host.container:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if isinstance(facts.supervisor, Unavailable):
        return unknown(facts.supervisor.reason)
    if facts.supervisor is not None:
        # The Supervisor sets the capabilities.
        return not_applicable(Inapplicable.MANAGED)
    found = sorted(DANGEROUS & require(host.capabilities))
    rows = tuple(Evidence(EvidenceKind.CAPABILITY, name) for name in found)
    if host.has_all_capabilities:
        return failed(evidence=rows, variant="all")
    return failed(evidence=rows, variant="some") if found else passed()
