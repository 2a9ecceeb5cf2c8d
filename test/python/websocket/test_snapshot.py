"""The phases that test_reports does not cover."""

from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.security_posture import coordinator
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.websocket.snapshot import snapshot
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import Planted


async def test_phase_after_a_failed_run(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    """The phase is failed and the last report stays, until a run succeeds."""
    before = snapshot(hass, MockUser())
    assert before["phase"] == "ready"
    with patch.object(coordinator, "evaluate", side_effect=ValueError):
        await ready.runtime_data.async_recheck()
    after = snapshot(hass, MockUser())
    assert (after["phase"], after["state"]) == ("failed", before["state"])
    await ready.runtime_data.async_recheck()
    assert snapshot(hass, MockUser())["phase"] == "ready"


async def test_phase_after_a_failed_setup(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    broken = patch.object(coordinator.PostureCoordinator, "async_start", side_effect=ValueError)
    with broken:
        await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert snapshot(hass, MockUser())["phase"] == "failed"


@pytest.mark.parametrize("disabled", [False, True])
async def test_phase_of_an_entry_not_loaded(
    hass: HomeAssistant, ready: MockConfigEntry, disabled: bool
) -> None:
    if disabled:
        await hass.config_entries.async_set_disabled_by(ready.entry_id, ConfigEntryDisabler.USER)
    else:
        assert await hass.config_entries.async_unload(ready.entry_id)
    found = snapshot(hass, MockUser())
    assert found["phase"] == ("not_configured" if disabled else "starting")
    assert (found["state"], found["score"]) == ("unknown", None)
