"""Does a shared configuration contain the location of the home?

Latitude and longitude reveal to a few metres where these locks and alarms are.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities.always(Severity.MEDIUM),
    needs=("git", "yaml"),
    fix=Fix(docs="https://www.home-assistant.io/docs/configuration/secrets/"),
    repair=Repair.YAML,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the coordinates in tracked files of a repository with a remote."""
    git = require(facts.git)
    if git is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    rows = tuple(
        Evidence.at_place(place.file, place.line, place.name)
        for place in require(facts.yaml).locations
        if place.file in git.yaml
    )
    return failed(evidence=rows) if rows and git.has_remote else passed()
