"""Unsupported installations, as Home Assistant reports them."""

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "installation_unsupported"
FAILING = facts(issues={"unsupported": ("deprecated_method",)})


def test_unsupported() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("deprecated_method",))


def test_supported() -> None:
    assert_passed(run_check(ID, facts()))
