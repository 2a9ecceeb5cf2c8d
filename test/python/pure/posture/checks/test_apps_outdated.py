"""Pending updates of apps."""

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

ID = "apps_outdated"


def _with(*entities: UpdateEntity, **changes: object) -> Facts:
    return facts(updates={"entities": entities}, **changes)


FAILING = _with(update(UpdateKind.APP, 31))


def test_late() -> None:
    apps = (update(UpdateKind.APP, 30.1), update(UpdateKind.APP, 99), update(UpdateKind.APP, 1))
    assert_failed(run_check(ID, _with(*apps)), n=2)


@pytest.mark.parametrize("days", [None, 0, 30])
def test_in_time(days: float | None) -> None:
    assert_passed(run_check(ID, _with(update(UpdateKind.APP, days))))


def test_others_do_not_count() -> None:
    assert_passed(run_check(ID, _with(update(UpdateKind.FIRMWARE, 99))))
    assert_passed(run_check(ID, _with()))


def test_unavailable_entities() -> None:
    unavailable = update(UpdateKind.APP, None, available=None)
    assert_unknown(run_check(ID, _with(unavailable, unavailable)), Reason.NOT_LOADED)
    assert_passed(run_check(ID, _with(unavailable, update(UpdateKind.APP, None))))
    assert_failed(run_check(ID, _with(unavailable, update(UpdateKind.APP, 31))), n=1)


def test_without_supervisor() -> None:
    outcome = run_check(ID, _with(update(UpdateKind.APP, 99), supervisor=None))
    assert_inapplicable(outcome, Inapplicable.NO_SUPERVISOR)


def test_unknown_age() -> None:
    lost = Unavailable(Reason.INTERNAL)
    pending, current = update(UpdateKind.APP, 1, waiting_since=lost), update(UpdateKind.APP, None)
    assert_unknown(run_check(ID, _with(current, pending)), Reason.INTERNAL)
    assert_passed(run_check(ID, _with(current)))


def test_several_releases_late_on_the_first_day() -> None:
    behind = update(UpdateKind.APP, 0, installed_version="1.2", latest_version="1.7")
    assert_failed(run_check(ID, _with(behind)), n=1, evidence=("app title: 1.2 < 1.7",))


def test_skipped() -> None:
    late = update(UpdateKind.APP, 31, available=False, skipped_version="2.0")
    assert_failed(run_check(ID, _with(late)), n=1)
    recent = update(UpdateKind.APP, 29, available=False, skipped_version="2.0")
    assert_passed(run_check(ID, _with(recent)))


def test_auto_update_does_not_install_it() -> None:
    automatic = update(UpdateKind.APP, 31, auto_update=True)
    assert_failed(run_check(ID, _with(automatic)), n=1, variant="automatic")
    for other in (False, None):
        manual = update(UpdateKind.APP, 31, auto_update=other)
        outcome = run_check(ID, _with(automatic, manual))
        assert_failed(outcome, n=2)
        assert "variant" not in outcome.params
