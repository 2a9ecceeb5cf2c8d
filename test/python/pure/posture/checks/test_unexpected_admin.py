"""Administrators and tokens added since the last confirmation."""

from custom_components.security_posture.posture.facts import NewAdmin, NewToken

from ..build import DAY, NOW, facts, run_check
from ..expect import assert_failed, assert_passed

ID = "unexpected_admin"
ADMIN = NewAdmin(user_id="admin", seen_at=NOW - DAY)
TOKEN = NewToken(user_id="admin", name="Script", seen_at=NOW)
FAILING = facts(accounts={"new_admins": (ADMIN,)})


def test_administrator() -> None:
    outcome = run_check(ID, facts(accounts={"new_admins": (ADMIN,), "new_tokens": (TOKEN,)}))
    assert_failed(outcome, variant="administrator", n=1, evidence=("Ada", "Ada: Script"))
    assert outcome.evidence[0].at == NOW - DAY


def test_token() -> None:
    unnamed = NewToken(user_id="gone", name=None, seen_at=NOW)
    outcome = run_check(ID, facts(accounts={"new_tokens": (TOKEN, unnamed)}))
    assert_failed(outcome, variant="token", n=2, evidence=("Ada: Script", ": "))


def test_as_expected() -> None:
    assert_passed(run_check(ID, facts()))
