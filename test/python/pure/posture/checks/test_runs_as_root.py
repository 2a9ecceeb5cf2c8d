"""The account of the process."""

from ..build import account, facts, run_check
from ..expect import assert_failed, assert_passed

ID = "runs_as_root"
FAILING = facts(host={"account": account(uid=0, name="root")})


def test_root() -> None:
    assert_failed(run_check(ID, FAILING))


def test_another_account() -> None:
    assert_passed(run_check(ID, facts()), variant="own")
    assert_passed(run_check(ID, facts(host={"account": account(uid=1000)})))


def test_in_a_container() -> None:
    root = {"container": True, "account": account(uid=0)}
    assert_passed(run_check(ID, facts(host=root)), variant="container")
