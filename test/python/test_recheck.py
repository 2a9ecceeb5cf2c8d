"""A recheck requests everything again."""

from datetime import timedelta
from unittest.mock import patch

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.collectors import SOURCES, Collectors

from .conftest import Planted


async def test_only_a_recheck_drops_cached_answers(
    planted: Planted, ready: MockConfigEntry
) -> None:
    coordinator = ready.runtime_data
    with patch.object(Collectors, "async_invalidate") as invalidate:
        coordinator.async_request(("backups",))
        await planted.pass_time(timedelta(seconds=10))
        assert planted.runs[-1] == {"backups"}
        coordinator.async_request(SOURCES)
        await planted.pass_time(timedelta(seconds=10))
        assert planted.runs[-1] == set(SOURCES)
        invalidate.assert_not_called()
        assert await coordinator.async_recheck()
        assert planted.runs[-1] == set(SOURCES)
        invalidate.assert_called_once_with()
