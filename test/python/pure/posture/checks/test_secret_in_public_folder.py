"""Secrets in the folder www."""

from dataclasses import replace

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    PublicFile,
    PublicPictures,
    Reason,
    SecretPlace,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Severities, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "secret_in_public_folder"


def _holding(*kinds: str, complete: bool = True) -> Facts:
    files = tuple(PublicFile(path=f"www/{kind}", kind=kind) for kind in kinds)
    return facts(public_folder={"files": files, "complete": complete})


FAILING = _holding("key")


@pytest.mark.parametrize("kind", ["key", "secrets", "database", "backup", "bans"])
def test_secret(kind: str) -> None:
    for complete in (True, False):
        outcome = run_check(ID, _holding("log", kind, complete=complete))
        assert_failed(outcome, variant="secret", n=1, evidence=(f"www/{kind}",))


@pytest.mark.parametrize("kind", ["configuration", "log"])
def test_information(kind: str) -> None:
    milder = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
    assert_failed(run_check(ID, _holding(kind)), severity=milder, variant="telling", n=1)


def _with_pictures(*kinds: str, complete: bool = True) -> Facts:
    files = tuple(PublicFile(path=f"www/{kind}", kind=kind) for kind in kinds)
    rows = (PublicPictures(folder="www/a", n=30), PublicPictures(folder="www/b", n=20))
    return facts(public_folder={"files": files, "complete": complete, "pictures": rows})


def test_pictures_of_cameras() -> None:
    remark = Severities(internet=Severity.LOW, local=Severity.INFO)
    outcome = run_check(ID, _with_pictures())
    assert_failed(outcome, severity=remark, variant="pictures", n=50, evidence=("www/a", "www/b"))
    assert [row.n for row in outcome.evidence] == [30, 20]


def test_what_is_worse_than_pictures() -> None:
    milder = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
    outcome = run_check(ID, _with_pictures("log"))
    assert_failed(outcome, severity=milder, variant="telling", n=1)
    assert_failed(run_check(ID, _with_pictures("key")), variant="secret", n=1)
    assert_unknown(run_check(ID, _with_pictures(complete=False)), Reason.TOO_LARGE)


def test_passes() -> None:
    assert_passed(run_check(ID, _holding()))


@pytest.mark.parametrize("kinds", [(), ("log",)])
def test_not_everything_was_read(kinds: tuple[str, ...]) -> None:
    assert_unknown(run_check(ID, _holding(*kinds, complete=False)), Reason.TOO_LARGE)


def test_no_public_folder() -> None:
    assert_inapplicable(run_check(ID, facts(public_folder=None)), Inapplicable.NOT_CONFIGURED)


def test_a_secret_in_a_public_script() -> None:
    """Known by what is in it, not by its name."""
    place = SecretPlace(
        file="www/panel.js",
        line=3,
        key="token",
        kind="token",
        confidence=0.95,
        is_default=False,
    )
    for files in ((), (PublicFile(path="www/panel.js", kind="secrets"),)):
        home = facts(public_folder={"files": files}, secrets={"places": (place, place)})
        assert_failed(run_check(ID, home), variant="secret", n=1, evidence=("www/panel.js",))
    for other in (
        replace(place, file="wwww/panel.js"),
        replace(place, kind="webhook"),
        replace(place, confidence=0.4),
        replace(place, is_default=True),
    ):
        assert_passed(run_check(ID, facts(secrets={"places": (other,)})))
    assert_passed(run_check(ID, facts(secrets=Unavailable(Reason.TIMEOUT))))
    home = facts(public_folder=None, secrets={"places": (place,)})
    assert_inapplicable(run_check(ID, home), Inapplicable.NOT_CONFIGURED)
