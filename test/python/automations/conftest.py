"""Fixtures: facts that can be changed, and an action that records what automations do."""

from dataclasses import replace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from homeassistant.core import HomeAssistant, ServiceCall

from ..conftest import Planted
from ..pure.posture.build import HEALTHY, NOW
from .home import GOOD, Plant


@pytest.fixture(autouse=True)
def _home(planted: Planted, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]) -> None:
    freezer.move_to(NOW)
    planted.facts = replace(HEALTHY, http=GOOD)


@pytest.fixture
def calls(hass: HomeAssistant) -> list[ServiceCall]:
    return async_mock_service(hass, "test", "record")


@pytest.fixture
def plant(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> Plant:
    """Return a function that changes the facts about the HTTP settings and checks again."""

    async def check(http: Any) -> None:
        planted.facts = replace(planted.facts, http=http)
        assert await entry.runtime_data.async_recheck()
        await hass.async_block_till_done()

    return check
