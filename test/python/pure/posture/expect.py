"""Assertions about the outcome of a check."""

from custom_components.security_posture.posture.facts import Reason
from custom_components.security_posture.posture.model import (
    Inapplicable,
    Outcome,
    Param,
    Severities,
    Severity,
    Status,
)


def assert_passed(outcome: Outcome, **params: Param) -> None:
    """Assert that the check passed, with this variant and these parameters."""
    assert outcome.status is Status.PASS, outcome
    assert params.items() <= outcome.params.items()


def assert_failed(
    outcome: Outcome,
    *,
    severity: Severity | Severities | None = None,
    evidence: tuple[str, ...] | None = None,
    **params: Param,
) -> None:
    """Assert that it failed with this severity (None: its own), evidence and text."""
    assert outcome.status is Status.FAIL, outcome
    assert outcome.severity == severity
    assert params.items() <= outcome.params.items(), outcome.params
    if evidence is not None:
        assert tuple(row.text for row in outcome.evidence) == evidence


def assert_unknown(outcome: Outcome, reason: Reason) -> None:
    """Assert that it could not be made, for this reason."""
    assert (outcome.status, outcome.reason) == (Status.UNKNOWN, reason)


def assert_inapplicable(outcome: Outcome, reason: Inapplicable) -> None:
    """Assert that it does not apply, for this reason."""
    assert (outcome.status, outcome.reason) == (Status.NOT_APPLICABLE, reason)
