"""Set up with one confirmation, once."""

from __future__ import annotations

from custom_components.security_posture.const import DOMAIN, NAME
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import Planted


async def test_one_confirmation(hass: HomeAssistant, planted: Planted) -> None:
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert not form["errors"]
    created = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert (created["title"], created["data"]) == (NAME, {})
    await hass.async_block_till_done()
    assert created["result"].state is ConfigEntryState.LOADED


async def test_there_is_only_one(hass: HomeAssistant, planted: Planted) -> None:
    await test_one_confirmation(hass, planted)
    again = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert again["type"] is FlowResultType.ABORT
    assert again["reason"] == "single_instance_allowed"
