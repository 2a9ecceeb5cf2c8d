"""Invalid entries of the ban list."""

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "ban_list_broken"
FAILING = facts(ban_list={"parses": False})


def test_not_yaml() -> None:
    assert_failed(run_check(ID, FAILING), variant="file", evidence=("ip_bans.yaml",))


def test_entries() -> None:
    outcome = run_check(ID, facts(ban_list={"refused_lines": (3, 9)}))
    assert_failed(outcome, variant="entries", n=2, evidence=("ip_bans.yaml:3", "ip_bans.yaml:9"))


def test_passes() -> None:
    assert_passed(run_check(ID, facts()))
    assert_passed(run_check(ID, facts(ban_list={"parses": True})))
