"""Folders that other accounts can write to."""

from custom_components.security_posture.posture.model import Inapplicable

from ..build import access, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "configuration_writable"
FAILING = facts(files={"configuration": (access(".", 0o777), access("custom_components"))})


def test_writable() -> None:
    assert_failed(run_check(ID, FAILING), evidence=(". (0777)",))


def test_closed() -> None:
    assert_passed(run_check(ID, facts()))
    assert_passed(run_check(ID, facts(files={"configuration": (access(".", 0o775),)})))


def test_in_a_container() -> None:
    open_to_all = {"configuration": (access(".", 0o777),)}
    outcome = run_check(ID, facts(files=open_to_all, host={"container": True}))
    assert_inapplicable(outcome, Inapplicable.CONTAINER)
