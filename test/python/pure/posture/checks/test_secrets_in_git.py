"""Secrets that a repository tracks."""

from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "secrets_in_git"


def _tracking(*paths: str, has_remote: bool = True) -> Facts:
    return facts(git={"sensitive": paths, "has_remote": has_remote})


FAILING = _tracking("secrets.yaml")


def test_shared() -> None:
    outcome = run_check(ID, _tracking("secrets.yaml", "x.db"))
    assert_failed(outcome, variant="shared", n=2, evidence=("secrets.yaml", "x.db"))


def test_not_shared() -> None:
    outcome = run_check(ID, _tracking("secrets.yaml", has_remote=False))
    assert_failed(outcome, severity=Severity.HIGH, variant="here", n=1)


def test_none() -> None:
    assert_passed(run_check(ID, _tracking()))


def test_without_git() -> None:
    assert_inapplicable(run_check(ID, facts(git=None)), Inapplicable.NOT_CONFIGURED)
