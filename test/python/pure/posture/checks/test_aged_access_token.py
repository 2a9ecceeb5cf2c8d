"""Old long-lived access tokens."""

from dataclasses import replace

import pytest

from custom_components.security_posture.posture.facts import LONG_LIVED, Facts, Session
from custom_components.security_posture.posture.model import Severity

from ..build import DAY, NOW, facts, run_check, session, user
from ..expect import assert_failed, assert_passed

ID = "aged_access_token"


def _token(days: float, **changes: object) -> Session:
    token = session(
        type=LONG_LIVED, name="Script", created_at=NOW - days * DAY, expires_at=NOW + DAY
    )
    return replace(token, **changes)


def _with(*tokens: Session, **changes: object) -> Facts:
    return facts(auth={"sessions": tokens, **changes})


FAILING = _with(_token(3 * 365))


@pytest.mark.parametrize("days", [365.1, 3 * 365 - 1])
def test_aged(days: float) -> None:
    outcome = run_check(ID, _with(_token(days), _token(1)))
    assert_failed(outcome, severity=Severity.LOW, variant="aged", n=1, evidence=("Ada: Script",))


def test_old() -> None:
    assert_failed(run_check(ID, _with(_token(400), _token(3 * 365), _token(1))), variant="old", n=2)


@pytest.mark.parametrize("days", [0, 100, 365])
def test_young(days: float) -> None:
    assert_passed(run_check(ID, _with(_token(days))))


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": NOW},  # expired, though Home Assistant keeps it
        {"type": "normal"},
        {"type": "system"},
        {"user_id": "nobody"},
    ],
)
def test_other_tokens_are_ignored(changes: dict[str, object]) -> None:
    assert_passed(run_check(ID, _with(_token(4 * 365, **changes))))


def test_a_token_that_never_expires() -> None:
    assert_failed(run_check(ID, _with(_token(4 * 365, expires_at=None, name=None))), n=1)


def test_of_an_inactive_user() -> None:
    assert_passed(run_check(ID, _with(_token(4 * 365), users=(user(is_active=False),))))


def test_none() -> None:
    assert_passed(run_check(ID, facts()))
