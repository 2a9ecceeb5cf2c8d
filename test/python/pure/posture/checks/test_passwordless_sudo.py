"""Commands that sudoers allows without a password."""

import pytest

from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    Sudo,
    SudoRule,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Severity, Status

from ..build import NOW, account, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "passwordless_sudo"
ANY = SudoRule(path="/etc/sudoers", line=20, unlimited=True)
REBOOT = SudoRule(path="/etc/sudoers.d/ha", line=1, unlimited=False)
UNREAD = Unavailable(Reason.PERMISSION)


def _allowing(*rules: SudoRule, groups: tuple[str, ...] = (), **changes: object) -> Facts:
    seen = {"sudo": Sudo(installed=True, rules=rules), "account": account(groups=groups)}
    return facts(host=seen | changes)


FAILING = _allowing(ANY)


def test_any_command() -> None:
    outcome = run_check(ID, _allowing(REBOOT, ANY))
    expected = ("/etc/sudoers.d/ha:1", "/etc/sudoers:20")
    assert_failed(outcome, variant="anything", evidence=expected)


def test_some_commands() -> None:
    assert_failed(run_check(ID, _allowing(REBOOT)), severity=Severity.MEDIUM, variant="some")


def test_nothing() -> None:
    assert_passed(run_check(ID, _allowing()))
    assert_passed(run_check(ID, facts(host={"sudo": Sudo(installed=False, rules=())})))


@pytest.mark.parametrize("group", ["sudo", "wheel", "admin"])
def test_sudoers_cannot_be_read(group: str) -> None:
    sudo = Sudo(installed=True, rules=UNREAD)
    assert_unknown(run_check(ID, _allowing(groups=(group,), sudo=sudo)), Reason.PERMISSION)
    assert_passed(run_check(ID, _allowing(groups=("dialout",), sudo=sudo)))


def test_not_asked() -> None:
    assert_inapplicable(run_check(ID, _allowing(ANY, container=True)), Inapplicable.CONTAINER)
    root = account(uid=0)
    assert_inapplicable(run_check(ID, _allowing(ANY, account=root)), Inapplicable.COVERED)


def test_an_assumed_pass_resolves_nothing() -> None:
    """A known rule is not resolved when sudoers can no longer be read."""
    unread = _allowing(groups=("dialout",), sudo=Sudo(installed=True, rules=UNREAD))
    hung = Sudo(installed=True, rules=Unavailable(Reason.TIMEOUT))
    assert_unknown(run_check(ID, _allowing(groups=("dialout",), sudo=hung)), Reason.TIMEOUT)
    before = evaluate(_allowing(REBOOT), NOW)
    (after,) = (row for row in evaluate(unread, NOW, before).results if row.id == ID)
    assert (after.status, after.reason) == (Status.FAIL, Reason.PERMISSION)
    (alone,) = (row for row in evaluate(unread, NOW).results if row.id == ID)
    assert (alone.status, alone.reason) == (Status.PASS, Reason.PERMISSION)
