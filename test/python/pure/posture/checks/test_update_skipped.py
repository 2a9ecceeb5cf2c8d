"""Skipped versions."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, UpdateEntity, UpdateKind
from custom_components.security_posture.posture.model import Inapplicable

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


def test_others_may_be_skipped() -> None:
    assert_passed(
        run_check(ID, _with(update(UpdateKind.CORE, None), _skipped(UpdateKind.FIRMWARE)))
    )


def test_no_updates() -> None:
    assert_inapplicable(run_check(ID, _with()), Inapplicable.NOT_CONFIGURED)
    firmware = _with(_skipped(UpdateKind.FIRMWARE))
    assert_inapplicable(run_check(ID, firmware), Inapplicable.NOT_CONFIGURED)


def test_unavailable_entities() -> None:
    away = update(UpdateKind.OS, None, available=None)
    assert_unknown(run_check(ID, _with(away)), Reason.NOT_LOADED)
    assert_failed(run_check(ID, _with(away, _skipped(UpdateKind.CORE))))
