"""Privileges of the container."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "container_privileged"


def _with(*capabilities: str, **changes: object) -> Facts:
    host = {"container": True, "capabilities": frozenset({"CAP_CHOWN", *capabilities})}
    return facts(host=host | changes, supervisor=None)


FAILING = _with("CAP_SYS_ADMIN")


@pytest.mark.parametrize(
    "power", ["CAP_SYS_ADMIN", "CAP_SYS_MODULE", "CAP_SYS_PTRACE", "CAP_SYS_RAWIO"]
)
def test_privileges(power: str) -> None:
    assert_failed(run_check(ID, _with("CAP_NET_RAW", power)), variant="some", evidence=(power,))


def test_all() -> None:
    assert_failed(run_check(ID, _with("CAP_SYS_ADMIN", has_all_capabilities=True)), variant="all")


def test_default_privileges_of_engines() -> None:
    assert_passed(run_check(ID, _with("CAP_NET_RAW", "CAP_MKNOD", "CAP_NET_ADMIN", "CAP_SETUID")))


def test_under_the_supervisor() -> None:
    host = {"container": True, "capabilities": frozenset({"CAP_SYS_ADMIN"})}
    assert_inapplicable(run_check(ID, facts(host=host)), Inapplicable.MANAGED)
    gap = Unavailable(Reason.TIMEOUT)
    assert_unknown(run_check(ID, facts(host=host, supervisor=gap)), Reason.TIMEOUT)


def test_outside_a_container() -> None:
    outcome = run_check(ID, _with("CAP_SYS_ADMIN", container=False))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
