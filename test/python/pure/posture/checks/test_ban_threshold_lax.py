"""The number of failures until a ban."""

import pytest

from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "ban_threshold_lax"
FAILING = facts(bans={"threshold": 11})


@pytest.mark.parametrize("threshold", [1, 5, 10])
def test_soon_enough(threshold: int) -> None:
    assert_passed(run_check(ID, facts(bans={"threshold": threshold})), n=threshold)


@pytest.mark.parametrize("threshold", [11, 1000])
def test_too_late(threshold: int) -> None:
    assert_failed(run_check(ID, facts(bans={"threshold": threshold})), n=threshold)


@pytest.mark.parametrize("bans", [{"threshold": 0}, {"threshold": -1}, {"enabled": False}])
def test_never_is_another_check(bans: dict[str, object]) -> None:
    assert_inapplicable(run_check(ID, facts(bans=bans)), Inapplicable.COVERED)
