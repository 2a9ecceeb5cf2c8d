"""Passwords copied from examples."""

from dataclasses import replace

from custom_components.security_posture.posture.facts import Facts, Reason, SecretPlace

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "default_secret"
PLACE = SecretPlace(
    file="secrets.yaml", line=2, key="wifi", kind="password", confidence=0.1, is_default=True
)


def _found(*places: SecretPlace, complete: bool = True) -> Facts:
    return facts(secrets={"places": places, "complete": complete})


FAILING = _found(PLACE)


def test_found() -> None:
    for complete in (True, False):
        outcome = run_check(ID, _found(PLACE, complete=complete))
        assert_failed(outcome, n=1, evidence=("secrets.yaml:2 wifi (password)",))


def test_other_secrets_are_not_reported() -> None:
    assert_passed(run_check(ID, _found(replace(PLACE, confidence=1.0, is_default=False))))


def test_what_is_commented_out_is_not_in_use() -> None:
    assert_passed(run_check(ID, _found(replace(PLACE, in_comment=True))))


def test_none() -> None:
    assert_passed(run_check(ID, _found()))
    assert_unknown(run_check(ID, _found(complete=False)), Reason.TOO_LARGE)
    slow = facts(secrets={"complete": False, "slow": ("a.yaml",)})
    assert_unknown(run_check(ID, slow), Reason.TOO_SLOW)
