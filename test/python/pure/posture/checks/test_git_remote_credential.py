"""Git remotes with a password in the URL."""

from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "git_remote_credential"
FAILING = facts(git={"credential_remotes": ("origin",)})


def test_found() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("origin",))


def test_none() -> None:
    assert_passed(run_check(ID, facts()))


def test_without_git() -> None:
    assert_inapplicable(run_check(ID, facts(git=None)), Inapplicable.NOT_CONFIGURED)
