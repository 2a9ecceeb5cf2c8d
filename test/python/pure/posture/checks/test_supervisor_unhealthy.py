"""The Supervisor's health checks."""

from dataclasses import replace

import pytest

from custom_components.security_posture.posture.checks.supervisor_unhealthy import UNSUPPORTED
from custom_components.security_posture.posture.facts import Reason, Unavailable, UpdateKind
from custom_components.security_posture.posture.model import Inapplicable, Severities, Severity

from ..build import DAY, NOW, core_update, facts, run_check, update
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "supervisor_unhealthy"
GAP = Unavailable(Reason.STARTING)
FAILING = facts(supervisor={"unhealthy": ("untrusted",)})


def test_without_a_supervisor() -> None:
    assert_inapplicable(run_check(ID, facts(supervisor=None)), Inapplicable.NO_SUPERVISOR)


def test_healthy() -> None:
    assert_passed(run_check(ID, facts()))


def test_unhealthy() -> None:
    assert_failed(run_check(ID, FAILING), variant="unhealthy", n=1, evidence=("untrusted",))


def test_unsupported_is_less_severe() -> None:
    assert Severities(internet=Severity.MEDIUM, local=Severity.LOW) == UNSUPPORTED
    outcome = run_check(ID, facts(supervisor={"unsupported": ("os", "software")}))
    assert_failed(
        outcome, severity=UNSUPPORTED, variant="unsupported", n=2, evidence=("os", "software")
    )


def test_both() -> None:
    both = facts(supervisor={"unhealthy": ("privileged",), "unsupported": ("privileged", "os")})
    outcome = run_check(ID, both)
    assert_failed(outcome, variant="unhealthy", n=1, evidence=("privileged", "os"))


@pytest.mark.parametrize("unsupported", [(), ("os",), GAP])
def test_unknown_whether_it_is_healthy(unsupported: object) -> None:
    lost = facts(supervisor={"unhealthy": GAP, "unsupported": unsupported})
    assert_unknown(run_check(ID, lost), Reason.STARTING)


def test_unknown_whether_it_is_supported() -> None:
    assert_unknown(run_check(ID, facts(supervisor={"unsupported": GAP})), Reason.STARTING)
    both = facts(supervisor={"unhealthy": ("setup",), "unsupported": GAP})
    assert_failed(run_check(ID, both), variant="unhealthy", evidence=("setup",))


# --- versions too old to be supported: left to the update checks when they fail

OLD_CORE = {"core_version": "2024.1.0"}
OLD_SYSTEM = {
    "entities": (replace(core_update("18.0"), kind=UpdateKind.OS, waiting_since=NOW - 31 * DAY),)
}


@pytest.mark.parametrize(
    ("reason", "updates"),
    [
        ("home_assistant_core_version", OLD_CORE),
        ("os_version", OLD_SYSTEM),
        ("supervisor_version", OLD_SYSTEM),
    ],
)
def test_too_old(reason: str, updates: dict[str, object]) -> None:
    reported = facts(supervisor={"unsupported": (reason,)}, updates=updates)
    assert_inapplicable(run_check(ID, reported), Inapplicable.COVERED)
    more = facts(supervisor={"unsupported": (reason, "lxc")}, updates=updates)
    assert_failed(
        run_check(ID, more),
        severity=UNSUPPORTED,
        variant="unsupported",
        n=1,
        evidence=("lxc",),
    )
    for unavailable in ({}, GAP):
        uncovered = facts(supervisor={"unsupported": (reason,)}, updates=unavailable)
        assert_failed(run_check(ID, uncovered), severity=UNSUPPORTED, evidence=(reason,))


def test_an_architecture_covered_by_another_check() -> None:
    reported = facts(
        supervisor={"unsupported": ("system_architecture",)},
        issues={"unsupported": ("deprecated_os_armv7",)},
    )
    assert_inapplicable(run_check(ID, reported), Inapplicable.COVERED)
    for issues in ({}, GAP):
        uncovered = facts(supervisor={"unsupported": ("system_architecture",)}, issues=issues)
        assert_failed(
            run_check(ID, uncovered), severity=UNSUPPORTED, evidence=("system_architecture",)
        )


def test_a_supervisor_that_does_not_update_itself_is_not_too_old() -> None:
    manual = {"entities": (update(UpdateKind.SUPERVISOR, None, auto_update=False),)}
    reported = facts(supervisor={"unsupported": ("os_version",)}, updates=manual)
    assert_failed(run_check(ID, reported), severity=UNSUPPORTED, variant="unsupported", n=1)
