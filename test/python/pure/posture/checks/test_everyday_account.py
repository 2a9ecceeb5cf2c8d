"""The account of the process: personal or dedicated."""

from dataclasses import replace

from custom_components.security_posture.posture.model import Inapplicable

from ..build import account, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "everyday_account"
PERSON = account(uid=1000, name="ada", has_login_shell=True, has_personal_home=True)
FAILING = facts(host={"account": PERSON})


def test_personal_account() -> None:
    assert_failed(run_check(ID, FAILING))


def test_dedicated_account() -> None:
    for changes in ({"uid": 999}, {"has_login_shell": False}, {"has_personal_home": False}):
        assert_passed(run_check(ID, facts(host={"account": replace(PERSON, **changes)})))


def test_in_a_container() -> None:
    outcome = run_check(ID, facts(host={"account": PERSON, "container": True}))
    assert_inapplicable(outcome, Inapplicable.CONTAINER)
