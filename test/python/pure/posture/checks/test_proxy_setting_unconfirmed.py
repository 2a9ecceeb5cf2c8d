"""An unconfirmed change of the HTTP settings."""

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_passed

ID = "proxy_setting_unconfirmed"
FAILING = facts(http={"settings": settings(pending=True)})


def test_waiting() -> None:
    assert_failed(run_check(ID, FAILING), variant="pending")


def test_reverted() -> None:
    outcome = run_check(ID, facts(http={"settings": settings(error="not_promoted")}))
    assert_failed(outcome, variant="reverted", evidence=("not_promoted",))


def test_not_applied() -> None:
    for error in ("apply_failed", "something_new"):
        outcome = run_check(ID, facts(http={"settings": settings(error=error)}))
        assert_failed(outcome, variant="refused", evidence=(error,))


def test_confirmed() -> None:
    assert_passed(run_check(ID, facts()))
