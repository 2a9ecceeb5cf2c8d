"""Bans: off, without a threshold, working."""

from __future__ import annotations

import pytest

from ..build import facts, judge
from ..expect import assert_failed, assert_passed


@pytest.mark.parametrize("threshold", [-1, 0])
def test_without_a_threshold(threshold: int) -> None:
    outcome = judge("bans_disabled", facts(bans={"threshold": threshold}))
    assert_failed(outcome, variant="no_threshold")


def test_off() -> None:
    outcome = judge("bans_disabled", facts(bans={"enabled": False, "threshold": 5}))
    assert_failed(outcome, variant="off")


@pytest.mark.parametrize("threshold", [1, 5, 100])
def test_working(threshold: int) -> None:
    assert_passed(judge("bans_disabled", facts(bans={"threshold": threshold})), n=threshold)
