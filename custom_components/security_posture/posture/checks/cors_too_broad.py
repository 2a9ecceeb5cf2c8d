"""Which other websites may call Home Assistant from a visitor's browser?

Scripts of the allowed origins can use the API of this instance. An origin must not be
arbitrary, and its pages must not be modifiable in transit.
"""

from datetime import datetime

from ..exposure import host_of, is_public_host
from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("http.settings",),
    fix=Fix(path="/config/network"),
    variants=frozenset({"any", "plain", "home"}),
)

# "null" is the origin of local files and of sandboxed frames, which anybody can make.
ANYBODY = frozenset({"*", "null"})
# At home only somebody in the same network can change such a page on the way.
AT_HOME = Severities(internet=Severity.MEDIUM, local=Severity.LOW)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether an allowed origin is anybody's, or can be changed on the way."""
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
