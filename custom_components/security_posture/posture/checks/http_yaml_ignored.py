"""Are there HTTP settings in YAML that have no effect?

Home Assistant imported `http:` from YAML into its own store once. Later changes in YAML, such as
a lower ban threshold, have no effect.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    Fix,
    Outcome,
    Repair,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities.always(Severity.LOW),
    needs=("http.settings", "yaml"),
    fix=Fix(path="/config/network"),
    repair=Repair.YAML,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return where `http:` is still in YAML after its import."""
    places = require(facts.yaml).http
    if not places or not require(require(facts.http).settings).yaml_migrated:
        return passed()
    rows = tuple(Evidence.at_place(place.file, place.line) for place in places)
    return failed(evidence=rows)
