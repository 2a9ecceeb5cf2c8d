"""Leaked passwords in the configuration of apps."""

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    SupervisorIssue,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "app_secret_pwned"
GAP = Unavailable(Reason.TIMEOUT)


def _with(*issues: SupervisorIssue) -> Facts:
    return facts(supervisor={"issues": issues})


def pwned(about: str | None = "Samba share") -> SupervisorIssue:
    return SupervisorIssue(key="addon_pwned", about=about, shown=True)


FAILING = _with(pwned())


def test_leaked() -> None:
    assert_failed(run_check(ID, FAILING), n=1, evidence=("Samba share",))
    both = _with(pwned(), pwned(about=None))
    assert_failed(run_check(ID, both), n=2, evidence=("Samba share", "addon_pwned"))


def test_other_issues() -> None:
    assert_passed(run_check(ID, _with()))
    assert_passed(
        run_check(ID, _with(SupervisorIssue(key="system_free_space", about=None, shown=True)))
    )


def test_unread_issues() -> None:
    assert_unknown(run_check(ID, facts(supervisor={"issues": GAP})), Reason.TIMEOUT)


def test_without_a_supervisor() -> None:
    assert_inapplicable(run_check(ID, facts(supervisor=None)), Inapplicable.NO_SUPERVISOR)
