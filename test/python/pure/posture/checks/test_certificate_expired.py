"""Validity dates of the certificate."""

from datetime import timedelta

import pytest

from custom_components.security_posture.posture.checks.certificate_expired import SKEW
from custom_components.security_posture.posture.facts import Facts, Reason
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "certificate_expired"
SECOND = timedelta(seconds=1)


def _served(**dates: object) -> Facts:
    return facts(tls={"external": endpoint(certificate=certificate(**dates))})


FAILING = _served(not_after=NOW)


@pytest.mark.parametrize("end", [NOW, NOW - SECOND, NOW - 400 * DAY])
def test_expired(end: object) -> None:
    assert_failed(
        run_check(ID, _served(not_after=end)),
        variant="expired",
        at=end,
        evidence=("CN=home.example.org",),
    )


def test_not_yet_valid() -> None:
    start = NOW + SKEW + SECOND
    outcome = run_check(ID, _served(not_before=start))
    assert_failed(outcome, variant="not_yet_valid", at=start)


def test_valid() -> None:
    assert_passed(run_check(ID, _served(not_after=NOW + SECOND)), at=NOW + SECOND)
    assert_passed(run_check(ID, _served(not_before=NOW)))


@pytest.mark.parametrize("start", [NOW + SECOND, NOW + SKEW])
def test_just_issued_by_a_clock_that_is_ahead(start: object) -> None:
    assert_unknown(run_check(ID, _served(not_before=start)), Reason.CLOCK)


def test_not_yet_valid_by_a_wrong_clock_is_unknown() -> None:
    for home in (_served(), _served(not_before=NOW - 9999 * DAY)):
        assert_unknown(run_check(ID, home, NOW.replace(year=2020)), Reason.CLOCK)


def test_expired_by_a_clock_that_is_behind() -> None:
    then = NOW.replace(year=2020)
    assert_failed(run_check(ID, _served(not_after=then), then), variant="expired")


def test_own_port_is_checked_without_an_external_url() -> None:
    ended = endpoint(certificate=certificate(not_after=NOW - DAY))
    assert_failed(run_check(ID, facts(tls={"external": None, "own": ended})), variant="expired")


def test_external_url_comes_first() -> None:
    ended = endpoint(certificate=certificate(not_after=NOW - DAY))
    assert_passed(run_check(ID, facts(tls={"own": ended})))


def test_without_tls() -> None:
    outcome = run_check(ID, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
