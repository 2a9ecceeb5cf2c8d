"""Releases behind, by the update entity and by the release calendar."""

from datetime import UTC, datetime

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason
from custom_components.security_posture.posture.model import Severity

from ..build import NOW, core_update, facts, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "core_outdated"


def _running(version: str, latest: str | None = None) -> Facts:
    entities = (core_update(latest),) if latest else ()
    return facts(updates={"core_version": version, "entities": entities})


FAILING = _running("2026.7.0")


@pytest.mark.parametrize(
    ("version", "latest"),
    [
        ("2026.11.0", "2026.11.0"),
        ("2026.11.0", "2026.11.3"),
        ("2026.11.0", None),
        ("2026.12.0b1", None),
        ("2026.12.0.dev202611230000", "2026.11.2"),
        ("2026.10.4", "2026.10.4"),  # a release may be a few days late
        ("2026.11.0", "nonsense"),
    ],
)
def test_current(version: str, latest: str | None) -> None:
    assert_passed(run_check(ID, _running(version, latest)))


@pytest.mark.parametrize(
    ("version", "latest", "behind", "severity"),
    [
        ("2026.10.4", "2026.11.0", 1, Severity.LOW),
        ("2026.10.4", None, 1, Severity.LOW),
        ("2026.9.1", None, 2, Severity.MEDIUM),
        ("2026.8.0", "2026.11.1", 3, Severity.MEDIUM),
        ("2026.7.0", None, 4, Severity.HIGH),
        ("2025.11.3", "2026.11.0", 12, Severity.HIGH),
        ("2026.10.0", "2027.1.0", 3, Severity.MEDIUM),
        # an entity that no longer receives releases
        ("2026.5.0", "2026.5.3", 5, Severity.HIGH),
    ],
)
def test_behind(version: str, latest: str | None, behind: int, severity: Severity) -> None:
    expected = (version, latest) if latest else (version,)
    outcome = run_check(ID, _running(version, latest))
    assert_failed(outcome, severity=severity, n=behind, evidence=expected)


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (datetime(2026, 12, 2, 23, tzinfo=UTC), 0),  # the first Wednesday
        (datetime(2026, 12, 3, tzinfo=UTC), 1),
        (datetime(2027, 1, 6, 23, tzinfo=UTC), 1),
        (datetime(2027, 1, 7, tzinfo=UTC), 2),
    ],
)
def test_the_month_changes_after_the_first_wednesday(now: datetime, behind: int) -> None:
    outcome = run_check(ID, _running("2026.11.0"), now, read_at=now)
    if behind:
        severity = Severity.LOW if behind == 1 else Severity.MEDIUM
        assert_failed(outcome, severity=severity, n=behind)
    else:
        assert_passed(outcome)


@pytest.mark.parametrize(
    ("version", "now"),
    [
        ("2026.11.0", NOW.replace(year=1970)),
        ("2026.11.0", datetime(2026, 10, 7, tzinfo=UTC)),  # 2026.10 is released in the evening
        ("2027.1.0b0", NOW),
        ("2027.2.0.dev202611230300", NOW),
    ],
)
def test_a_clock_before_the_release(version: str, now: datetime) -> None:
    assert_unknown(run_check(ID, _running(version), now), Reason.CLOCK)


@pytest.mark.parametrize(
    ("version", "now"),
    [
        ("2026.11.0", datetime(2026, 10, 8, tzinfo=UTC)),
        ("2026.12.0b0", NOW),
        ("2027.1.0.dev202611280300", NOW),  # the beta of 2026.12 is released
    ],
)
def test_ahead_of_the_calendar(version: str, now: datetime) -> None:
    assert_passed(run_check(ID, _running(version), now))


@pytest.mark.parametrize("version", ["", "next", "2026.13.0", "26.1"])
def test_invalid_version(version: str) -> None:
    assert_unknown(run_check(ID, _running(version)), Reason.PARSE)
