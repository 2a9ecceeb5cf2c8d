"""Secrets written out."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, SecretPlace, Unavailable
from custom_components.security_posture.posture.model import Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "inline_secret"
PLACE = SecretPlace(file="packages/a.yaml", line=7, key="mqtt.password", kind="password")


def _found(*places: SecretPlace, complete: bool = True, **changes: object) -> Facts:
    return facts(secrets={"inline": places, "complete": complete}, **changes)


FAILING = _found(PLACE)


@pytest.mark.parametrize("git", [{}, Unavailable(Reason.PARSE)])
def test_shared(git: object) -> None:
    outcome = run_check(ID, _found(PLACE, PLACE, git=git))
    expected = ("packages/a.yaml:7 mqtt.password (password)",) * 2
    assert_failed(outcome, variant="shared", n=2, evidence=expected)


@pytest.mark.parametrize("git", [None, {"has_remote": False}])
def test_here(git: object) -> None:
    outcome = run_check(ID, _found(PLACE, complete=False, git=git))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="here", n=1)


def test_none() -> None:
    assert_passed(run_check(ID, _found()))


def test_not_all_was_looked_at() -> None:
    assert_unknown(run_check(ID, _found(complete=False)), Reason.TOO_LARGE)
