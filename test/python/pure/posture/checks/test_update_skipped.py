"""Skipped versions."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, UpdateEntity, UpdateKind
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check, update
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "update_skipped"
OWN = (UpdateKind.CORE, UpdateKind.OS, UpdateKind.SUPERVISOR)


def _with(*entities: UpdateEntity) -> Facts:
    return facts(updates={"entities": entities})


def _skipped(kind: UpdateKind, version: str = "2.0") -> UpdateEntity:
    return update(kind, None, skipped_version=version)


FAILING = _with(_skipped(UpdateKind.CORE))


@pytest.mark.parametrize("kind", OWN)
def test_skipped(kind: UpdateKind) -> None:
    assert_failed(run_check(ID, _with(_skipped(kind))), evidence=(f"{kind} title: 2.0",))


@pytest.mark.parametrize("kind", OWN)
def test_an_older_one_was_skipped(kind: UpdateKind) -> None:
    assert_passed(run_check(ID, _with(_skipped(kind, "1.9"))))


@pytest.mark.parametrize("kind", [UpdateKind.APP, UpdateKind.COMMUNITY, UpdateKind.FIRMWARE])
def test_others(kind: UpdateKind) -> None:
    home = _with(update(UpdateKind.CORE, None), _skipped(kind), update(kind, 9))
    rows = (f"{kind} title: 2.0",)
    assert_failed(run_check(ID, home), severity=Severity.LOW, n=1, variant="others", evidence=rows)
    assert_failed(run_check(ID, _with(_skipped(kind))), severity=Severity.LOW, n=1)


def test_the_system_comes_first() -> None:
    outcome = run_check(ID, _with(_skipped(UpdateKind.FIRMWARE), _skipped(UpdateKind.CORE)))
    assert_failed(outcome, evidence=("core title: 2.0",))
    assert "variant" not in outcome.params


def test_software_of_an_unknown_kind() -> None:
    home = _with(update(UpdateKind.CORE, None), _skipped(UpdateKind.OTHER))
    assert_passed(run_check(ID, home))


def test_no_updates() -> None:
    assert_inapplicable(run_check(ID, _with()), Inapplicable.NOT_CONFIGURED)
    other = _with(_skipped(UpdateKind.OTHER))
    assert_inapplicable(run_check(ID, other), Inapplicable.NOT_CONFIGURED)


def test_without_an_update_entity_of_the_system() -> None:
    assert_passed(run_check(ID, _with(update(UpdateKind.FIRMWARE, None))))


def test_unavailable_entities() -> None:
    away = update(UpdateKind.OS, None, available=None)
    assert_unknown(run_check(ID, _with(away)), Reason.NOT_LOADED)
    assert_failed(run_check(ID, _with(away, _skipped(UpdateKind.CORE))))


def test_unavailable_devices() -> None:
    away = update(UpdateKind.FIRMWARE, None, available=None)
    assert_passed(run_check(ID, _with(update(UpdateKind.CORE, None), away)))
