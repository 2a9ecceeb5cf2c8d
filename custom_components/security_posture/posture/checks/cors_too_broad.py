"""Which other websites may call Home Assistant from a visitor's browser?

Scripts of the allowed origins can use the API of this instance. An origin must not be
arbitrary, and its pages must not be modifiable in transit.
"""

from datetime import datetime

from ..exposure import host_of, is_public_host
from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    variants=frozenset({"any", "plain", "home"}),
)

# "null" is the origin of local files and sandboxed frames, which anybody can create.
ANYBODY = frozenset({"*", "null"})
# Only an attacker in the same network can modify a local page in transit.
AT_HOME = Severities(internet=Severity.MEDIUM, local=Severity.LOW)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the allowed origins that are arbitrary or can be modified in transit."""
    origins = require(require(facts.http).settings).cors_allowed_origins
    plain = [origin for origin in origins if origin.lower().startswith("http://")]
    public = [origin for origin in plain if is_public_host(host_of(origin) or "")]
    for variant, found, severity in (
        ("any", [origin for origin in origins if origin.lower() in ANYBODY], None),
        ("plain", public, None),
        ("home", plain, AT_HOME),
    ):
        if found:
            rows = tuple(Evidence(EvidenceKind.ORIGIN, origin) for origin in found)
            return failed(severity=severity, evidence=rows, variant=variant)
    return passed()
