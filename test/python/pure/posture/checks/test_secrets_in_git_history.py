"""Secrets in the earlier commits of a repository."""

from custom_components.security_posture.posture.facts import Facts, GitHistory, Reason
from custom_components.security_posture.posture.model import Inapplicable, Severities, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "secrets_in_git_history"


def _history(*paths: str, incomplete: Reason | None = None, has_remote: bool = True) -> Facts:
    history = GitHistory(sensitive=paths, incomplete=incomplete)
    return facts(git={"history": history, "has_remote": has_remote})


FAILING = _history("secrets.yaml")


def test_shared() -> None:
    outcome = run_check(ID, _history("secrets.yaml", ".storage/auth"))
    assert_failed(outcome, variant="shared", n=2, evidence=("secrets.yaml", ".storage/auth"))


def test_not_shared() -> None:
    """Only somebody with access to the files can read it, so it depends on the exposure."""
    severity = Severities(internet=Severity.HIGH, local=Severity.MEDIUM)
    outcome = run_check(ID, _history("secrets.yaml", has_remote=False))
    assert_failed(outcome, severity=severity, variant="here", n=1)


def test_found_before_the_end() -> None:
    assert_failed(run_check(ID, _history("secrets.yaml", incomplete=Reason.TOO_LARGE)), n=1)


def test_none() -> None:
    assert_passed(run_check(ID, _history()))


def test_not_all_of_it_was_read() -> None:
    outcome = run_check(ID, _history(incomplete=Reason.TOO_LARGE))
    assert_unknown(outcome, Reason.TOO_LARGE)


def test_without_git() -> None:
    assert_inapplicable(run_check(ID, facts(git=None)), Inapplicable.NOT_CONFIGURED)
