"""Pending firmware updates."""

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    Unavailable,
    UpdateEntity,
    UpdateKind,
)
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check, update
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "devices_outdated"


def _firmware(days: float | None, **changes: object) -> UpdateEntity:
    return update(UpdateKind.FIRMWARE, days, **changes)


def _with(*entities: UpdateEntity) -> Facts:
    return facts(updates={"entities": entities})


FAILING = _with(_firmware(31, protects=True))
UNAVAILABLE = _firmware(None, available=None)


def test_device_that_protects_others() -> None:
    rows = (_firmware(30.1, protects=True), _firmware(40), _firmware(5, protects=True))
    assert_failed(run_check(ID, _with(*rows)), n=2, variant="protecting")


def test_others() -> None:
    rows = (_firmware(30.1), _firmware(5, protects=True), UNAVAILABLE)
    assert_failed(run_check(ID, _with(*rows)), severity=Severity.LOW, n=1, variant="others")


@pytest.mark.parametrize("days", [None, 0, 30])
def test_in_time(days: float | None) -> None:
    outcome = run_check(ID, _with(_firmware(days, protects=True)))
    assert_passed(outcome)
    assert not outcome.params


def test_some_are_unavailable() -> None:
    outcome = run_check(ID, _with(_firmware(None), UNAVAILABLE, UNAVAILABLE))
    assert_passed(outcome, n=2, variant="partly")


def test_all_are_unavailable() -> None:
    assert_unknown(run_check(ID, _with(UNAVAILABLE)), Reason.EXTERNAL)


def test_no_firmware() -> None:
    outcome = run_check(ID, _with(update(UpdateKind.OTHER, 99)))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_unknown_age() -> None:
    lost = Unavailable(Reason.INTERNAL)
    pending, current = _firmware(1, waiting_since=lost), _firmware(None)
    assert_unknown(run_check(ID, _with(current, pending)), Reason.INTERNAL)
    assert_passed(run_check(ID, _with(current)))


def test_numbers_of_firmware_tell_nothing() -> None:
    assert_passed(
        run_check(ID, _with(_firmware(0, installed_version="1.60", latest_version="1.72")))
    )


def test_skipped() -> None:
    late = _firmware(31, protects=True, available=False, skipped_version="2.0")
    assert_failed(run_check(ID, _with(late)), n=1, variant="protecting")
