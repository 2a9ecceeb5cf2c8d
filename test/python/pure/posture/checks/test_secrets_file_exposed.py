"""Permissions of the secrets file."""

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import access, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "secrets_file_exposed"


def _modes(*modes: int, **host: object) -> Facts:
    files = tuple(access(f"{n}.yaml", mode) for n, mode in enumerate(modes))
    return facts(files={"secrets": files}, host=host)


FAILING = _modes(0o666)
GAP = Unavailable(Reason.PERMISSION)


def test_writable() -> None:
    for people in (1, 0, GAP):
        outcome = run_check(ID, _modes(0o644, 0o602, people=people))
        assert_failed(outcome, variant="writable", evidence=("1.yaml (0602)",))


def test_readable_by_other_people() -> None:
    outcome = run_check(ID, _modes(0o600, 0o644))
    assert_failed(
        outcome, severity=Severity.MEDIUM, variant="readable", evidence=("1.yaml (0644)",)
    )


def test_no_other_people() -> None:
    assert_passed(run_check(ID, _modes(0o644, people=0)))


def test_unknown_whether_there_are_other_people() -> None:
    assert_unknown(run_check(ID, _modes(0o644, people=GAP)), Reason.PERMISSION)
    assert_passed(run_check(ID, _modes(0o600, people=GAP)))


def test_too_many_folders() -> None:
    def partly(mode: int, **host: object) -> Facts:
        return facts(files={"secrets": (access("0.yaml", mode),), "complete": False}, host=host)

    assert_unknown(run_check(ID, partly(0o600)), Reason.TOO_LARGE)
    assert_unknown(run_check(ID, partly(0o644, people=0)), Reason.TOO_LARGE)
    assert_failed(run_check(ID, partly(0o602)), variant="writable")
    assert_failed(run_check(ID, partly(0o644)), severity=Severity.MEDIUM, variant="readable")


def test_in_a_container() -> None:
    outcome = run_check(ID, _modes(0o666, container=True))
    assert_inapplicable(outcome, Inapplicable.CONTAINER)
