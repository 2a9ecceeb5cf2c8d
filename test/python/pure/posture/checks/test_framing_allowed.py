"""Framing of Home Assistant by other pages."""

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_passed

ID = "framing_allowed"
FAILING = facts(http={"settings": settings(use_x_frame_options=False)})


def test_allowed() -> None:
    assert_failed(run_check(ID, FAILING))


def test_refused() -> None:
    assert_passed(run_check(ID, facts()))
