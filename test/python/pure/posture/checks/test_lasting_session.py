"""Sessions that never expire or are no longer used."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Session

from ..build import DAY, NOW, facts, run_check, session, user
from ..expect import assert_failed, assert_passed

ID = "lasting_session"


def _with(*sessions: Session, **changes: object) -> Facts:
    return facts(auth={"sessions": sessions, **changes})


FAILING = _with(session(expires_at=None))


def test_never_ends() -> None:
    assert_failed(run_check(ID, _with(session(), session(expires_at=None))), n=1, evidence=("Ada",))


def test_unused_and_alive() -> None:
    assert_failed(run_check(ID, _with(session(last_used_at=NOW - 90.1 * DAY))), n=1)
    never = session(last_used_at=None, created_at=NOW - 91 * DAY)
    assert_failed(run_check(ID, _with(never)), n=1)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"last_used_at": NOW - 90 * DAY},
        {"last_used_at": NOW - 99 * DAY, "expires_at": NOW},
        {"type": "long_lived_access_token", "expires_at": None},
        {"type": "system", "expires_at": None},
        {"user_id": "nobody", "expires_at": None},
    ],
)
def test_passes(changes: dict[str, object]) -> None:
    assert_passed(run_check(ID, _with(session(**changes))))


def test_of_an_inactive_user() -> None:
    home = _with(session(expires_at=None), users=(user(is_active=False),))
    assert_passed(run_check(ID, home))
