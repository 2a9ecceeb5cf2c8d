"""Renewals that are late, relative to the lifetime of the certificate."""

from datetime import timedelta

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "certificate_expiring"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
# Let's Encrypt's lifetimes, and those of a private authority.
LIFETIMES = [
    timedelta(days=365),
    timedelta(days=90, seconds=-1),
    timedelta(days=64, seconds=-1),
    timedelta(days=47),
    timedelta(days=45, seconds=-1),
    timedelta(days=30),
    timedelta(days=7),
    timedelta(hours=160, seconds=-1),
    timedelta(days=1),
    timedelta(hours=12),
    timedelta(hours=6),
]


def _certbot(lifetime: timedelta) -> timedelta:
    return lifetime / (2 if lifetime < 10 * DAY else 3)


def _third(lifetime: timedelta) -> timedelta:
    return lifetime / 3


def _thirty_days(lifetime: timedelta) -> timedelta:
    return 30 * DAY


def _cloud(lifetime: timedelta) -> timedelta:
    return 25 * DAY


def _traefik(lifetime: timedelta) -> timedelta:
    """Return when Traefik renews, by the lifetime in whole hours; before 3.6 for six days."""
    for least, before in ((90, 30 * DAY), (30, 10 * DAY), (6, DAY), (1, 6 * HOUR)):
        if lifetime > least * DAY - HOUR:
            return before
    return lifetime  # for less, see decisions.md


# When clients try: each row has the time between two tries.
CLIENTS = [
    (_third, 10 * MINUTE),  # Caddy, step-ca, cert-manager
    (_certbot, 12 * HOUR),
    (_thirty_days, DAY),  # certbot before 4, lego, acme.sh, dehydrated, Nginx Proxy Manager
    (_cloud, DAY),
    (_traefik, HOUR),
]


def _facts(lifetime: timedelta, left: timedelta) -> Facts:
    end = NOW + left
    leaf = certificate(not_before=end - lifetime, not_after=end)
    return facts(tls={"external": endpoint(certificate=leaf)})


def _served(lifetime: float, left: float) -> Facts:
    return _facts(lifetime * DAY, left * DAY)


FAILING = _served(90, 7)


@pytest.mark.parametrize("lifetime", LIFETIMES)
@pytest.mark.parametrize(("renews", "between"), CLIENTS)
def test_a_client_that_renews_at_its_usual_time(
    lifetime: timedelta, renews: object, between: timedelta
) -> None:
    before = min(renews(lifetime), lifetime)
    # Certificates of hours are only renewed by clients that try often.
    left = before - min(between, before / 20)
    assert_passed(run_check(ID, _facts(lifetime, left)))


@pytest.mark.parametrize("lifetime", LIFETIMES)
def test_a_stalled_renewal_is_found_before_the_end(lifetime: timedelta) -> None:
    found = [
        run_check(ID, _facts(lifetime, share * lifetime)).severity
        for share in (0.24, 0.18, 0.12, 0.06, 0.04, 0.02, 0.001)
    ]
    assert found[-1] is Severity.HIGH
    severities = [found.index(severity) for severity in (Severity.MEDIUM, Severity.HIGH)]
    assert severities == sorted(severities)  # medium first


@pytest.mark.parametrize(
    ("lifetime", "left"), [(90, 22.6), (365, 22.6), (64, 8.1), (45, 8.1), (10, 2.6), (9.9, 3.5)]
)
def test_in_time(lifetime: float, left: float) -> None:
    outcome = run_check(ID, _served(lifetime, left))
    assert_passed(outcome, n=int(left))
    assert "variant" not in outcome.params


@pytest.mark.parametrize(
    ("lifetime", "left"), [(90, 22.5), (90, 7.1), (365, 22.5), (365, 7.1), (45, 7.9), (30, 7.5)]
)
def test_late(lifetime: float, left: float) -> None:
    outcome = run_check(ID, _served(lifetime, left))
    assert_failed(outcome, severity=Severity.MEDIUM, n=int(left))
    assert "variant" not in outcome.params


@pytest.mark.parametrize(("lifetime", "left"), [(90, 7), (365, 7), (45, 4), (30, 3.7)])
def test_urgent(lifetime: float, left: float) -> None:
    outcome = run_check(ID, _served(lifetime, left))
    assert_failed(outcome, severity=Severity.HIGH, n=int(left), at=NOW + left * DAY)


@pytest.mark.parametrize(
    ("lifetime", "left", "n", "unit"),
    [
        (160 * HOUR, 19.5 * HOUR, 19, "hours"),
        (24 * HOUR, 4.9 * HOUR, 4, "hours"),
        (12 * HOUR, 2 * HOUR, 2, "hours"),
        (12 * HOUR, HOUR, 1, "hours"),
        (12 * HOUR, 59.9 * MINUTE, 59, "minutes"),
        (6 * HOUR, 30 * timedelta(seconds=1), 0, "minutes"),
        (90 * DAY, 47.9 * HOUR, 47, "hours"),
        (90 * DAY, 5 * MINUTE, 5, "minutes"),
    ],
)
def test_hours_are_told_as_hours(lifetime: timedelta, left: timedelta, n: int, unit: str) -> None:
    outcome = run_check(ID, _facts(lifetime, left))
    assert_failed(outcome, severity=outcome.severity, n=n, variant=unit, at=NOW + left)


def test_hours_are_told_of_a_certificate_in_time() -> None:
    assert_passed(run_check(ID, _facts(24 * HOUR, 9.5 * HOUR)), n=9, variant="hours")
    assert_passed(run_check(ID, _served(2.9, 2.5)), n=60, variant="hours")
    assert_passed(run_check(ID, _facts(2 * HOUR, 50 * MINUTE)), n=50, variant="minutes")


@pytest.mark.parametrize("left", [timedelta(0), -DAY])
def test_expired_is_another_check(left: timedelta) -> None:
    outcome = run_check(ID, _served(90, left / DAY))
    assert_inapplicable(outcome, Inapplicable.COVERED)


def test_unknown_by_a_wrong_clock() -> None:
    assert_unknown(run_check(ID, facts(), NOW.replace(year=2020)), Reason.CLOCK)


def test_without_tls() -> None:
    outcome = run_check(ID, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
