"""States of the home, and automations for it."""

from dataclasses import replace
from typing import Any, Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.posture.facts import BansFacts, Reason, Unavailable
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

STATE_ENTITY: Final = "sensor.security_posture_state"
CHANGE_ENTITY: Final = "event.security_posture_change"
# The state is good, at risk, attention and unknown.
SOUND = BansFacts(enabled=True, threshold=5, banned=())
OFF, LAX = replace(SOUND, enabled=False), replace(SOUND, threshold=500)
GONE = Unavailable(Reason.API_CHANGED)
TOLD: Final = {"action": "test.told", "data": {"kind": "{{ trigger.id }}"}}


def device_id(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    return dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)[0].id


async def automate(hass: HomeAssistant, *automations: dict[str, Any]) -> None:
    rows = [{"alias": f"number {n}"} | each for n, each in enumerate(automations)]
    assert await async_setup_component(hass, "automation", {"automation": rows})
    await hass.async_block_till_done()


def heard(calls: list[ServiceCall]) -> list[str]:
    """Return what was recorded since the last time."""
    kinds = sorted(call.data["kind"] for call in calls)
    calls.clear()
    return kinds
