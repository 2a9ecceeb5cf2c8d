"""What Home Assistant says of the installation."""

from ..build import facts, judge
from ..expect import assert_failed, assert_passed

ID = "installation_unsupported"
FAILING = facts(issues={"unsupported": ("deprecated_method",)})


def test_unsupported() -> None:
    assert_failed(judge(ID, FAILING), evidence=("deprecated_method",))


def test_supported() -> None:
    assert_passed(judge(ID, facts()))
