"""Groups that are equivalent to root."""

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    Sudo,
    SudoRule,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import account, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "privileged_group"


def _in(*groups: str, **changes: object) -> Facts:
    return facts(host={"account": account(groups=("dialout", *groups)), **changes})


FAILING = _in("docker")


@pytest.mark.parametrize(
    "group", ["docker", "lxd", "incus-admin", "disk", "sudo", "wheel", "admin"]
)
def test_privileged(group: str) -> None:
    assert_failed(run_check(ID, _in(group)), n=1, evidence=(group,))


def test_several() -> None:
    assert_failed(run_check(ID, _in("sudo", "docker")), n=2, evidence=("docker", "sudo"))


def test_harmless() -> None:
    assert_passed(run_check(ID, _in()))
    assert_passed(run_check(ID, _in("video", "gpio", "plugdev")))


def test_sudo_without_a_password_is_another_check() -> None:
    rules = (SudoRule(path="/etc/sudoers", line=1, unlimited=True),)
    sudo = Sudo(installed=True, rules=rules)
    assert_inapplicable(run_check(ID, _in("sudo", sudo=sudo)), Inapplicable.COVERED)
    every_sudo_group = _in("admin", "sudo", "wheel", sudo=sudo)
    assert_inapplicable(run_check(ID, every_sudo_group), Inapplicable.COVERED)
    assert_failed(run_check(ID, _in("sudo", "docker", sudo=sudo)), n=2)
    unread = Sudo(installed=True, rules=Unavailable(Reason.PERMISSION))
    assert_failed(run_check(ID, _in("sudo", sudo=unread)), n=1)


def test_not_asked() -> None:
    assert_inapplicable(run_check(ID, _in("docker", container=True)), Inapplicable.CONTAINER)
    root = {"account": account(uid=0, groups=("disk",))}
    assert_inapplicable(run_check(ID, facts(host=root)), Inapplicable.COVERED)
