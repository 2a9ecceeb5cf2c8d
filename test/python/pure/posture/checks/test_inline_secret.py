"""Secrets as literals in YAML."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.security_posture import secret_scan
from custom_components.security_posture.posture.facts import Facts, Reason, SecretPlace, Unavailable
from custom_components.security_posture.posture.model import Severity
from custom_components.security_posture.posture.secret_places import CONFIDENT
from custom_components.security_posture.secret_scan import Kind

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "inline_secret"
PLACE = SecretPlace(
    file="packages/a.yaml",
    line=7,
    key="mqtt.password",
    kind="password",
    confidence=CONFIDENT,
    is_default=False,
)


def _found(*places: SecretPlace, complete: bool = True, **changes: object) -> Facts:
    return facts(secrets={"places": places, "complete": complete}, **changes)


FAILING = _found(PLACE)


@pytest.mark.parametrize("git", [{}, Unavailable(Reason.PARSE)])
def test_shared(git: object) -> None:
    outcome = run_check(ID, _found(PLACE, PLACE, git=git))
    expected = ("packages/a.yaml:7 mqtt.password (password)",) * 2
    assert_failed(outcome, variant="shared", n=2, evidence=expected)


@pytest.mark.parametrize("git", [None, {"has_remote": False}])
def test_not_shared(git: object) -> None:
    outcome = run_check(ID, _found(PLACE, complete=False, git=git))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="here", n=1)


@pytest.mark.parametrize(
    "change", [{"confidence": CONFIDENT - 0.01}, {"kind": "webhook"}, {"is_default": True}]
)
def test_not_reported(change: dict[str, Any]) -> None:
    other = replace(PLACE, **change)
    assert_passed(run_check(ID, _found(other)))
    assert_failed(run_check(ID, _found(other, PLACE)), n=1)


def test_the_threshold_is_that_of_the_scanner() -> None:
    assert CONFIDENT == secret_scan.CONFIDENT
    assert Kind.WEBHOOK == "webhook"


def test_none() -> None:
    assert_passed(run_check(ID, _found()))


def test_not_everything_was_read() -> None:
    assert_unknown(run_check(ID, _found(complete=False)), Reason.TOO_LARGE)
