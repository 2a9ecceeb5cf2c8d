"""Is a debugger or detailed login logging enabled?

A debugger lets anybody who connects run any program. At debug level, the log of logins and
requests records credentials.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.MEDIUM),
    needs=("core",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/debugpy/"),
    repair=Repair.YAML,
    variants=frozenset({"debugger", "log"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a debugger is configured or logins are logged at debug level."""
    core = require(facts.core)
    if core.debugger:
        return failed(variant="debugger")
    rows = tuple(Evidence(EvidenceKind.LOGGER, name) for name in core.debug_loggers)
    return failed(evidence=rows, variant="log") if rows else passed()
