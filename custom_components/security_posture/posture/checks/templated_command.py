"""Can whoever calls a command choose what it runs?

A template inside a shell's own argument puts text from a caller, a sensor or an automation
into a program that runs with all rights of Home Assistant.
"""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, known
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
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("yaml",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/shell_command/"),
    params=frozenset({"n"}),
)


def judge(facts: Facts, now: datetime) -> Outcome:
    """Return the commands in which a template stands where a program is read."""
    rows = tuple(
        Evidence(EvidenceKind.PLACE, f"{place.file}:{place.line} {place.name}")
        for place in known(facts.yaml).templated_commands
    )
    return failed(evidence=rows, n=len(rows)) if rows else passed()
