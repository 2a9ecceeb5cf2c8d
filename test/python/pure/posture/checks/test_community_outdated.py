"""Pending updates of HACS repositories."""

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    Unavailable,
    UpdateEntity,
    UpdateKind,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check, update
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "community_outdated"


def _with(*entities: UpdateEntity) -> Facts:
    return facts(updates={"entities": entities})


FAILING = _with(update(UpdateKind.COMMUNITY, 61))
AWAY = update(UpdateKind.COMMUNITY, None, available=None)


def test_late() -> None:
    rows = (update(UpdateKind.COMMUNITY, 60.1), update(UpdateKind.COMMUNITY, 1), AWAY)
    assert_failed(run_check(ID, _with(*rows)), n=1)


@pytest.mark.parametrize("days", [None, 0, 60])
def test_in_time(days: float | None) -> None:
    assert_passed(run_check(ID, _with(update(UpdateKind.COMMUNITY, days), AWAY)))


def test_none() -> None:
    for rows in ((), (update(UpdateKind.FIRMWARE, 99),)):
        assert_inapplicable(run_check(ID, _with(*rows)), Inapplicable.NOT_CONFIGURED)


def test_without_the_catalogue() -> None:
    assert_unknown(run_check(ID, _with(AWAY, AWAY)), Reason.EXTERNAL)


def test_unknown_age() -> None:
    lost = Unavailable(Reason.INTERNAL)
    pending, current = (
        update(UpdateKind.COMMUNITY, 1, waiting_since=lost),
        update(UpdateKind.COMMUNITY, None),
    )
    assert_unknown(run_check(ID, _with(current, pending)), Reason.INTERNAL)
    assert_passed(run_check(ID, _with(current)))


def test_several_releases_late_on_the_first_day() -> None:
    behind = update(UpdateKind.COMMUNITY, 0, installed_version="v1.2.0", latest_version="v1.7.1")
    assert_failed(run_check(ID, _with(behind)), n=1)
    hashes = update(UpdateKind.COMMUNITY, 0, installed_version="a1b2c3d", latest_version="e4f5a6b")
    assert_passed(run_check(ID, _with(hashes)))


def test_skipped() -> None:
    late = update(UpdateKind.COMMUNITY, 61, available=False, skipped_version="2.0")
    assert_failed(run_check(ID, _with(late)), n=1)
