"""Secrets as literals in YAML."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.security_posture import secret_scan
from custom_components.security_posture.posture.facts import (
    Facts,
    PublicFile,
    Reason,
    SecretPlace,
    Unavailable,
)
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


SCRIPT = replace(PLACE, file="shell/notify.sh")


@pytest.mark.parametrize("file", ["shell/notify.sh", "a.json", "rest.yaml.unused", ".env"])
def test_not_only_in_yaml(file: str) -> None:
    """`!secret` cannot replace these."""
    other = replace(PLACE, file=file)
    for places in ((other,), (PLACE, other)):
        n = len(places)
        outcome = run_check(ID, _found(*places, git=None))
        assert_failed(outcome, severity=Severity.MEDIUM, variant="here_files", n=n)
        outcome = run_check(ID, _found(*places, git={}))
        assert_failed(outcome, variant="shared_files", n=n)


def test_the_same_is_not_told_twice() -> None:
    """Files that other checks report as secret: tracked by git, or public."""
    tracked = {"sensitive": ("shell/notify.sh",), "has_remote": True}
    assert_passed(run_check(ID, _found(SCRIPT, git=tracked)))
    assert_failed(run_check(ID, _found(SCRIPT, PLACE, git=tracked)), n=1, variant="shared")
    public = replace(PLACE, file="www/panel.js")
    row = PublicFile(path="www/panel.js", kind="secrets")
    for files in ((), (row,)):
        folder = {"files": files}
        assert_passed(run_check(ID, _found(public, git=None, public_folder=folder)))
    # Nobody else tells it.
    for folder in (None, Unavailable(Reason.TIMEOUT)):
        outcome = run_check(ID, _found(public, git=None, public_folder=folder))
        assert_failed(outcome, severity=Severity.MEDIUM, n=1)


def test_none() -> None:
    assert_passed(run_check(ID, _found()))


def test_not_everything_was_read() -> None:
    assert_unknown(run_check(ID, _found(complete=False)), Reason.TOO_LARGE)


def test_files_that_were_not_read_are_named() -> None:
    unread = {"places": (), "complete": False, "too_large": ("big.json",)}
    outcome = run_check(ID, facts(secrets=unread))
    assert_unknown(outcome, Reason.TOO_LARGE)
    assert [row.text for row in outcome.evidence] == ["big.json"]
    outcome = run_check(ID, facts(secrets={**unread, "slow": ("blueprint.yaml",)}))
    assert_unknown(outcome, Reason.TOO_SLOW)
    assert [row.text for row in outcome.evidence] == ["blueprint.yaml", "big.json"]
