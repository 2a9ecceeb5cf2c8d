"""Permissions of the private key."""

from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import access, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "private_key_readable"
FAILING = facts(files={"private_key": access("/ssl/privkey.pem", 0o644)})


def test_readable() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("/ssl/privkey.pem (0644)",))


def test_closed() -> None:
    assert_passed(run_check(ID, facts()))
    assert_passed(run_check(ID, facts(files={"private_key": access("/ssl/privkey.pem", 0o640)})))


def test_unknown() -> None:
    gap = Unavailable(Reason.PERMISSION)
    assert_unknown(run_check(ID, facts(files={"private_key": gap})), Reason.PERMISSION)


def test_without_tls_of_its_own() -> None:
    outcome = run_check(ID, facts(files={"private_key": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_in_a_container() -> None:
    key = {"private_key": access("/ssl/privkey.pem", 0o644)}
    outcome = run_check(ID, facts(files=key, host={"container": True}))
    assert_inapplicable(outcome, Inapplicable.CONTAINER)
