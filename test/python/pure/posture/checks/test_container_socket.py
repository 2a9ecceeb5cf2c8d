"""The socket of the container engine."""

from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "container_socket"
FAILING = facts(host={"container": True, "sockets": ("/run/docker.sock",)})


def test_reachable() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("/run/docker.sock",))


def test_not_reachable() -> None:
    assert_passed(run_check(ID, facts(host={"container": True})))


def test_outside_a_container() -> None:
    outcome = run_check(ID, facts(host={"sockets": ("/run/docker.sock",)}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
