"""Pending updates of the operating system and of the Supervisor."""

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

ID = "system_outdated"


def _waiting(days: float | None, kind: UpdateKind = UpdateKind.OS) -> UpdateEntity:
    return update(kind, days)


def _with(*entities: UpdateEntity, **changes: object) -> Facts:
    return facts(updates={"entities": entities}, **changes)


FAILING = _with(_waiting(31))


@pytest.mark.parametrize("kind", [UpdateKind.OS, UpdateKind.SUPERVISOR])
def test_late(kind: UpdateKind) -> None:
    outcome = run_check(ID, _with(_waiting(30.1, kind), _waiting(None)))
    assert_failed(outcome, n=1, evidence=(f"{kind} title: 1.0 < 2.0",))


def test_both() -> None:
    assert_failed(run_check(ID, _with(_waiting(31), _waiting(99, UpdateKind.SUPERVISOR))), n=2)


@pytest.mark.parametrize("days", [None, 0, 30])
def test_in_time(days: float | None) -> None:
    assert_passed(run_check(ID, _with(_waiting(days))))


def test_others_do_not_count() -> None:
    app = _waiting(99, UpdateKind.APP)
    assert_passed(run_check(ID, _with(_waiting(None), app)))


def test_unavailable_entities() -> None:
    assert_unknown(run_check(ID, _with()), Reason.NOT_LOADED)
    away = update(UpdateKind.OS, None, available=None)
    assert_unknown(run_check(ID, _with(away)), Reason.NOT_LOADED)
    assert_failed(run_check(ID, _with(away, _waiting(31, UpdateKind.SUPERVISOR))), n=1)


def test_one_unavailable_entity_is_unknown() -> None:
    away = update(UpdateKind.OS, None, available=None)
    current = _waiting(None, UpdateKind.SUPERVISOR)
    assert_unknown(run_check(ID, _with(current, away)), Reason.NOT_LOADED)


def test_without_supervisor() -> None:
    outcome = run_check(ID, _with(_waiting(99), supervisor=None))
    assert_inapplicable(outcome, Inapplicable.NO_SUPERVISOR)


def test_unknown_age() -> None:
    lost = Unavailable(Reason.INTERNAL)
    pending, current = update(UpdateKind.OS, 1, waiting_since=lost), _waiting(None)
    assert_unknown(run_check(ID, _with(current, pending)), Reason.INTERNAL)
    assert_passed(run_check(ID, _with(current)))


@pytest.mark.parametrize(
    ("kind", "installed", "latest"),
    [(UpdateKind.OS, "14.1", "16.2"), (UpdateKind.SUPERVISOR, "2025.03.0", "2026.11.1")],
)
def test_several_releases_late_on_the_first_day(
    kind: UpdateKind, installed: str, latest: str
) -> None:
    behind = update(kind, 0, installed_version=installed, latest_version=latest)
    rows = (f"{kind} title: {installed} < {latest}",)
    assert_failed(run_check(ID, _with(behind, _waiting(None))), n=1, evidence=rows)


def test_skipped() -> None:
    late = update(UpdateKind.OS, 31, available=False, skipped_version="2.0")
    assert_failed(run_check(ID, _with(late)), n=1)


def test_the_supervisor_does_not_update_itself() -> None:
    manual = update(UpdateKind.SUPERVISOR, None, auto_update=False)
    outcome = run_check(ID, _with(_waiting(None), manual))
    assert_failed(outcome, severity=Severity.LOW, variant="manual")
    assert "variant" not in run_check(ID, _with(_waiting(31), manual)).params
    # The operating system always asks.
    assert_passed(run_check(ID, _with(update(UpdateKind.OS, None, auto_update=False))))
    assert_passed(run_check(ID, _with(update(UpdateKind.SUPERVISOR, None, auto_update=None))))
