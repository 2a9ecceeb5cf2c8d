"""Can a template change which command is executed?

A template in the shell's own argument inserts text from a caller, a sensor or an automation into
a program that runs with all permissions of Home Assistant.
"""

from datetime import datetime

from ..facts import Facts, YamlPlace, require
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
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("yaml",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/shell_command/"),
    repair=Repair.YAML,
    params=frozenset({"n"}),
    variants=frozenset({"program", "argument"}),
)

# An attacker first has to put shell characters into what the template reads.
ARGUMENT = Severities(internet=Severity.MEDIUM, local=Severity.LOW)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the commands that a template can change."""
    yaml = require(facts.yaml)
    if rows := _rows(yaml.templated_commands):
        return failed(evidence=rows, n=len(rows), variant="program")
    if rows := _rows(yaml.templated_arguments):
        return failed(severity=ARGUMENT, evidence=rows, n=len(rows), variant="argument")
    return passed()


def _rows(places: tuple[YamlPlace, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence.at_place(place.file, place.line, place.name) for place in places)
