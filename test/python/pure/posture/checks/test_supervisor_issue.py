"""Issues that the Supervisor found by itself."""

import pytest

from custom_components.security_posture.posture.checks.supervisor_issue import ABANDONED
from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    SupervisorIssue,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "supervisor_issue"
GAP = Unavailable(Reason.TIMEOUT)


def issue(key: str, about: str | None = None) -> SupervisorIssue:
    return SupervisorIssue(key=key, about=about, shown=True)


def _with(*issues: SupervisorIssue) -> Facts:
    return facts(supervisor={"issues": issues})


INSECURE = issue("core_security")
REMOVED = issue("addon_detached_addon_removed", "Old app")
REBOOT = issue("system_reboot_required")
FAILING = _with(INSECURE)


def test_insecure() -> None:
    outcome = run_check(ID, _with(REBOOT, REMOVED, INSECURE))
    rows = ("core_security", "addon_detached_addon_removed: Old app", "system_reboot_required")
    assert_failed(outcome, n=1, variant="insecure", evidence=rows)


def test_app_without_updates() -> None:
    outcome = run_check(ID, _with(REBOOT, REMOVED))
    rows = ("addon_detached_addon_removed: Old app", "system_reboot_required")
    assert_failed(outcome, severity=ABANDONED, n=1, variant="abandoned", evidence=rows)


@pytest.mark.parametrize(
    "key",
    ["system_reboot_required", "system_ntp_sync_failed", "system_free_space", "system_new_kind"],
)
def test_others(key: str) -> None:
    outcome = run_check(ID, _with(issue(key)))
    assert_failed(outcome, severity=Severity.LOW, n=1, variant="others", evidence=(key,))


@pytest.mark.parametrize(
    "key", ["addon_pwned", "addon_boot_fail", "mount_mount_failed", "system_multiple_data_disks"]
)
def test_of_no_concern_or_told_elsewhere(key: str) -> None:
    assert_passed(run_check(ID, _with(issue(key))))


def test_new_issue_that_home_assistant_does_not_show() -> None:
    hidden = SupervisorIssue(key="system_new_kind", about=None, shown=False)
    assert_passed(run_check(ID, _with(hidden)))
    known = SupervisorIssue(key="core_security", about=None, shown=False)
    assert_failed(run_check(ID, _with(hidden, known)), n=1, variant="insecure")


def test_no_issues() -> None:
    assert_passed(run_check(ID, _with()))


def test_unread_issues() -> None:
    assert_unknown(run_check(ID, facts(supervisor={"issues": GAP})), Reason.TIMEOUT)


def test_without_a_supervisor() -> None:
    assert_inapplicable(run_check(ID, facts(supervisor=None)), Inapplicable.NO_SUPERVISOR)
