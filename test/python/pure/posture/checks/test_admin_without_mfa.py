"""Administrators without multi-factor authentication."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable, User
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check, tablet, user
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "admin_without_mfa"


def _with(*users: User) -> Facts:
    return facts(auth={"users": users})


FAILING = facts(auth={"users": (user(mfa=False),)})


def test_all_with_mfa() -> None:
    assert_passed(run_check(ID, _with(user(), user(id="2"), tablet())), n=2)


def test_one_without_mfa() -> None:
    outcome = run_check(ID, _with(user(), user(id="2", name="Bob", mfa=False)))
    assert_failed(outcome, variant="remote", n=1, evidence=("Bob",))


def test_at_home_only() -> None:
    outcome = run_check(ID, _with(user(mfa=False, local_only=True)))
    assert_failed(outcome, severity=Severity.LOW, variant="local_only", n=1)


def test_one_remote_is_enough() -> None:
    outcome = run_check(ID, _with(user(mfa=False, local_only=True), user(id="2", mfa=False)))
    assert_failed(outcome, severity=None, variant="remote", n=2)


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"system_generated": True}, {"is_admin": False}]
)
def test_others_do_not_count(change: dict[str, bool]) -> None:
    assert_passed(run_check(ID, _with(user(), user(id="2", mfa=False, **change))), n=1)


def test_without_a_password() -> None:
    outcome = run_check(
        ID, _with(user(providers=(), mfa=False), user(id="2", providers=("trusted_networks",)))
    )
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_login_by_another_system() -> None:
    outcome = run_check(ID, _with(user(), user(id="2", providers=("openid",), mfa=False)))
    assert_unknown(outcome, Reason.EXTERNAL)


def test_a_password_and_another_system() -> None:
    both = user(id="2", providers=("openid", "homeassistant"), mfa=False)
    assert_failed(run_check(ID, _with(user(), both)), variant="remote")


def test_modules_that_could_not_be_read() -> None:
    unread = user(id="2", mfa=Unavailable(Reason.API_CHANGED))
    assert_unknown(run_check(ID, _with(user(), unread)), Reason.API_CHANGED)
    assert_failed(run_check(ID, _with(user(id="3", mfa=False), unread)), n=1)
