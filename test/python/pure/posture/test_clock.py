"""A clock set before the release of the rules."""

from datetime import UTC, datetime

import pytest

from custom_components.security_posture.posture import RULESET
from custom_components.security_posture.posture.clock import is_behind
from custom_components.security_posture.posture.releases import release_month


def test_the_rules_have_a_release_month() -> None:
    month = release_month(RULESET)
    assert month is not None
    assert month >= 12 * 2026 + 10


@pytest.mark.parametrize("year", [1970, 2000, 2025])
def test_behind(year: int) -> None:
    assert is_behind(datetime(year, 1, 1, tzinfo=UTC))


def test_correct() -> None:
    year, month, _revision = map(int, RULESET.split("."))
    assert not is_behind(datetime(year, month, 1, tzinfo=UTC))
    assert not is_behind(datetime(year + 30, 1, 1, tzinfo=UTC))
