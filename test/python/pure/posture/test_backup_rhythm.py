"""The rhythm of backups that are not made by the schedule."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from custom_components.security_posture.posture.backup_rhythm import has_several, rhythm
from custom_components.security_posture.posture.facts import (
    Backup,
    BackupsFacts,
    EarlierBackup,
    Unavailable,
)

from .build import DAY, NOW, backup, facts

HOUR = timedelta(hours=1)


def _facts(rows: Iterable[Backup], **changes: Any) -> BackupsFacts:
    found = facts(backups={"backups": tuple(rows), **changes}).backups
    assert not isinstance(found, Unavailable)
    return found


def _made(*days_ago: float, **changes: Any) -> BackupsFacts:
    return _facts(backup(at=NOW - days * DAY, **changes) for days in days_ago)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((1, 2, 3), 1),
        ((0.5, 7.5, 14.5), 7),
        ((2, 5, 8, 11, 14), 3),
        ((0, 3, 7, 10, 14), 4),  # Mondays and Thursdays
        ((1, 2, 8, 9, 15), 6),  # weekends
        ((10, 40, 71), 31),  # monthly
        ((1, 2, 4, 5, 6), 1),  # one was missed
        ((3, 10, 24, 31), 14),  # of few backups, a missed one cannot be told from a longer rhythm
        ((3, 10, 24, 31, 38), 7),
        ((1, 8, 10, 15, 22), 7),  # and one by hand
        ((1, 15, 16, 17, 18, 19), 1),  # a machine that was off
    ],
)
def test_rhythm(days_ago: tuple[float, ...], expected: int) -> None:
    assert rhythm(_made(*days_ago), NOW) == expected * DAY


@pytest.mark.parametrize("days_ago", [(12, 47.3, 70.8), (3.4, 40, 60.7, 85.2)])
def test_a_few_by_hand_in_months_are_no_rhythm(days_ago: tuple[float, ...]) -> None:
    assert rhythm(_made(*days_ago), NOW) is None


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((3, 13.04, 23, 33.02), 10.04),  # at the same time, apart from an hour
        ((3, 13.3, 23.5, 34), 10.5),  # an interval, whatever the time of day
    ],
)
def test_an_app_with_a_long_interval(days_ago: tuple[float, ...], expected: float) -> None:
    assert rhythm(_made(*days_ago), NOW) == timedelta(days=expected)


def test_several_a_day_are_one() -> None:
    assert rhythm(_made(*(n / 4 for n in range(20))), NOW) == DAY


@pytest.mark.parametrize(
    "days_ago", [(), (1,), (1, 8), (1, 2, 22), (1, 1.1, 1.2, 1.3), (40, 41, 42), (90, 120, 150)]
)
def test_no_rhythm(days_ago: tuple[float, ...]) -> None:
    assert rhythm(_made(*days_ago), NOW) is None


@pytest.mark.parametrize(("days_ago", "expected"), [(28, True), (28.1, False)])
def test_three_in_thirty_days(days_ago: float, expected: bool) -> None:
    days = (days_ago + n for n in range(3))
    assert (rhythm(_made(*days), NOW) is not None) is expected


def test_future_dates_and_undated_ones_do_not_count() -> None:
    rows = [backup(at=at) for at in (None, NOW + DAY, NOW - DAY, NOW - 2 * DAY)]
    assert rhythm(_facts(rows), NOW) is None


def test_backups_of_another_instance_do_not_count() -> None:
    assert rhythm(_made(1, 2, 3, foreign=True), NOW) is None


def test_deleted_ones_count() -> None:
    earlier = tuple(EarlierBackup(at=NOW - n * DAY, version="2026.11.1") for n in (8, 15, 22))
    rows = [backup(at=NOW - DAY, version="2026.11.1")]
    assert rhythm(_facts(rows, earlier=earlier), NOW) == 7 * DAY


def _before_updates(*at: datetime) -> BackupsFacts:
    return _facts(backup(at=day, version=f"2026.11.{n}") for n, day in enumerate(at))


def test_backups_before_updates_are_no_rhythm() -> None:
    found = _before_updates(NOW - 20 * DAY, NOW - 13 * DAY - 5 * HOUR, NOW - 6 * DAY - 9 * HOUR)
    assert rhythm(found, NOW) is None
    assert not has_several(found, NOW)


def test_backups_at_one_time_of_day_are_one() -> None:
    """Who installs every update at once has a new version every week."""
    found = _before_updates(NOW - 20 * DAY, NOW - 13 * DAY + HOUR, NOW - 6 * DAY)
    assert rhythm(found, NOW) == 7 * DAY + HOUR
    # around midnight
    late = NOW.replace(hour=23, minute=50)
    found = _before_updates(late - 3 * DAY, late - 2 * DAY + HOUR, late - DAY)
    assert rhythm(found, NOW) == DAY + HOUR


def test_several_by_hand() -> None:
    assert has_several(_made(1, 2, 22), NOW)
    assert has_several(_made(8, 9, 29), NOW)
    assert not has_several(_made(8.1, 9, 29), NOW)
    assert not has_several(_made(1, 29), NOW)
    assert not has_several(_made(1, 2, 31), NOW)
