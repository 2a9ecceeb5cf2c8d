"""Bans: off, without a threshold, on, or done by another system."""

import pytest

from custom_components.security_posture.posture.facts import BanEvidence, Facts, Reason, Unavailable

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "bans_disabled"
FAILING = facts(bans={"enabled": False})
MISSING = Unavailable(Reason.MISSING)


@pytest.mark.parametrize("threshold", [-1, 0])
def test_without_a_threshold(threshold: int) -> None:
    assert_failed(run_check(ID, facts(bans={"threshold": threshold})), variant="no_threshold")


def test_off() -> None:
    outcome = run_check(ID, facts(bans={"enabled": False, "threshold": 5}))
    assert_failed(outcome, variant="off")


@pytest.mark.parametrize("threshold", [1, 5, 100])
def test_on(threshold: int) -> None:
    outcome = run_check(ID, facts(bans={"threshold": threshold}))
    assert_passed(outcome, n=threshold, variant="own")
    # Then other systems do not matter.
    assert_passed(run_check(ID, facts(evidence_entities=MISSING)), variant="own")


def _beside(*works: bool | Unavailable) -> Facts:
    rows = tuple(BanEvidence(entity_id=f"sensor.{n}", works=row) for n, row in enumerate(works))
    return facts(bans={"threshold": -1}, evidence_entities={"bans": rows})


def test_another_system_bans() -> None:
    assert_passed(run_check(ID, _beside(True)), variant="elsewhere")
    assert_passed(run_check(ID, _beside(False, MISSING, True)), variant="elsewhere")


def test_another_system_does_not() -> None:
    assert_failed(run_check(ID, _beside(False)), variant="no_threshold")


def test_unknown_whether_another_system_bans() -> None:
    assert_unknown(run_check(ID, _beside(False, MISSING)), Reason.MISSING)
    assert_unknown(
        run_check(ID, facts(bans={"threshold": -1}, evidence_entities=MISSING)), Reason.MISSING
    )
