"""Checks fail at their highest severity with the facts that their test calls `FAILING`.

The severities themselves are listed in the golden reports and in docs/checks.md.
"""

from importlib import import_module

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.model import Severities, Severity, Status

from .build import NOW, run_check

each_check = pytest.mark.parametrize("check_id", sorted(CHECKS))


def failing(check_id: str) -> Facts:
    """Return the facts that make a check fail, from its own test."""
    facts: Facts = import_module(f".checks.test_{check_id}", __package__).FAILING
    return facts


@each_check
def test_the_highest_severity_is_reached(check_id: str) -> None:
    declared = CHECKS[check_id].check.severity
    outcome = run_check(check_id, failing(check_id))
    assert outcome.status is Status.FAIL
    reached = outcome.severity or declared
    if isinstance(reached, Severity):
        reached = Severities.always(reached)
    assert reached == declared


@each_check
def test_what_a_failure_reports_is_declared(check_id: str) -> None:
    check = CHECKS[check_id].check
    params = run_check(check_id, failing(check_id)).params
    undeclared = params.keys() - {"variant"} - check.params
    assert not undeclared, f"declare in CHECK.params of {check_id}: {sorted(undeclared)}"
    variant = params.get("variant")
    assert variant is None or variant in check.variants, (
        f"declare in CHECK.variants of {check_id}: {variant}"
    )


@each_check
def test_a_failing_check_fails_in_the_report(check_id: str) -> None:
    results = {row.id: row for row in evaluate(failing(check_id), NOW).results}
    assert results[check_id].status is Status.FAIL
