"""Multi-factor authentication modules."""

from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check, user
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "mfa_unavailable"
FAILING = facts(auth={"mfa_modules": ()})


def test_none() -> None:
    assert_failed(run_check(ID, FAILING))


def test_some() -> None:
    assert_passed(run_check(ID, facts()))


def test_no_logins_with_a_password() -> None:
    for people in ((user(providers=("openid",)),), (user(is_active=False),), ()):
        outcome = run_check(ID, facts(auth={"mfa_modules": (), "users": people}))
        assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
