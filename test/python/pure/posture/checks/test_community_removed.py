"""HACS repositories that were removed from its catalogue."""

from custom_components.security_posture.posture.facts import Facts, RemovedRepository
from custom_components.security_posture.posture.model import Inapplicable, Severities, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "community_removed"
LAMP = RemovedRepository(name="someone/lamp", critical=False)
EVIL = RemovedRepository(name="someone/evil", critical=True)


def _with(*removed: RemovedRepository, has_community: bool = True) -> Facts:
    return facts(issues={"removed": removed, "has_community": has_community})


FAILING = _with(EVIL)


def test_marked_as_critical() -> None:
    outcome = run_check(ID, _with(LAMP, EVIL))
    assert_failed(outcome, variant="critical", n=1, evidence=("someone/evil", "someone/lamp"))


def test_for_another_reason() -> None:
    milder = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
    assert_failed(run_check(ID, _with(LAMP)), severity=milder, variant="removed", n=1)


def test_none() -> None:
    assert_passed(run_check(ID, _with()))


def test_without_a_catalogue() -> None:
    assert_inapplicable(run_check(ID, _with(has_community=False)), Inapplicable.NOT_CONFIGURED)
    # The issue remains when HACS is removed, and so does the removed repository.
    assert_failed(run_check(ID, _with(EVIL, has_community=False)), n=1)
