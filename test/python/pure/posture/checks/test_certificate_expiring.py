"""Renewals that are late, relative to the lifetime of the certificate."""

from datetime import timedelta

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "certificate_expiring"


def _served(lifetime: float, left: float) -> Facts:
    end = NOW + left * DAY
    leaf = certificate(not_before=end - lifetime * DAY, not_after=end)
    return facts(tls={"external": endpoint(certificate=leaf)})


FAILING = _served(90, 7)


@pytest.mark.parametrize(
    ("lifetime", "left"), [(90, 22.6), (365, 30.1), (45, 11.3), (10, 2.6), (6, 2.2), (9.9, 3.5)]
)
def test_in_time(lifetime: float, left: float) -> None:
    assert_passed(run_check(ID, _served(lifetime, left)), n=int(left))


@pytest.mark.parametrize(
    ("lifetime", "left"),
    [(90, 22.5), (90, 7.1), (365, 30), (365, 7.1), (45, 11.2), (45, 4.6), (9.9, 3.4), (6, 1)],
)
def test_late(lifetime: float, left: float) -> None:
    assert_failed(run_check(ID, _served(lifetime, left)), severity=Severity.MEDIUM, n=int(left))


@pytest.mark.parametrize(("lifetime", "left"), [(90, 7), (365, 7), (45, 4.5), (6, 0.8), (90, 0.1)])
def test_urgent(lifetime: float, left: float) -> None:
    outcome = run_check(ID, _served(lifetime, left))
    assert_failed(outcome, severity=Severity.HIGH, n=int(left), at=NOW + left * DAY)


@pytest.mark.parametrize("left", [timedelta(0), -DAY])
def test_expired_is_another_check(left: timedelta) -> None:
    outcome = run_check(ID, _served(90, left / DAY))
    assert_inapplicable(outcome, Inapplicable.COVERED)


def test_unknown_by_a_wrong_clock() -> None:
    assert_unknown(run_check(ID, facts(), NOW.replace(year=2020)), Reason.CLOCK)


def test_without_tls() -> None:
    outcome = run_check(ID, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
