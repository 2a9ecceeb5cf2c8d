"""Facts for each state of the posture, and automations that record what triggers them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.posture.facts import Reason, Unavailable, require
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from ..conftest import Planted
from ..pure.posture.build import HEALTHY, settings

type Plant = Callable[[Any], Awaitable[None]]

STATE_ENTITY: Final = "sensor.security_posture_state"
CHANGE_ENTITY: Final = "event.security_posture_change"
WAY_IN_ENTITY: Final = "event.security_posture_way_in"
# Facts about the HTTP settings, named after the state that they lead to.
GOOD = require(HEALTHY.http)
AT_RISK = replace(GOOD, settings=settings(cors_allowed_origins=("*",)))
ATTENTION = replace(GOOD, settings=settings(use_x_frame_options=False))
UNKNOWN = Unavailable(Reason.API_CHANGED)
RECORD_TRIGGER: Final = {"action": "test.record", "data": {"kind": "{{ trigger.id }}"}}


def device_id(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    return dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)[0].id


async def automate(hass: HomeAssistant, *automations: dict[str, Any]) -> None:
    rows = [{"alias": f"number {n}"} | each for n, each in enumerate(automations)]
    assert await async_setup_component(hass, "automation", {"automation": rows})
    await hass.async_block_till_done()


def recorded(calls: list[ServiceCall]) -> list[str]:
    """Return the recorded kinds, sorted, and clear the record."""
    kinds = sorted(call.data["kind"] for call in calls)
    calls.clear()
    return kinds


async def rename(hass: HomeAssistant, old: str, new: str) -> None:
    er.async_get(hass).async_update_entity(old, new_entity_id=new)
    await hass.async_block_till_done()


async def assert_triggers_fire(calls: list[ServiceCall], plant: Plant) -> None:
    """Assert which triggers fire at each change of the state, after the start."""
    await plant(GOOD)
    assert recorded(calls) == []
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]
    await plant(AT_RISK)
    assert recorded(calls) == []
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]
    await plant(GOOD)
    assert recorded(calls) == ["good", "improved"]
    await plant(UNKNOWN)
    assert recorded(calls) == ["worsened"]
    await plant(GOOD)
    assert recorded(calls) == ["improved"]  # the state was good before it was unknown
    await plant(UNKNOWN)
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened", "worsened"]


async def assert_reloads_do_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    """Reload the entry of a home at risk twice, then assert that only a change triggers."""
    for _ in range(2):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await planted.pass_time(timedelta(seconds=5))
    assert recorded(calls) == []
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]


async def assert_triggers_follow_renamed_entities(
    hass: HomeAssistant, calls: list[ServiceCall], plant: Plant
) -> None:
    """Rename the entities, the event from `event.renamed_before`, and assert the triggers."""
    for old, new in (
        ("event.renamed_before", "event.renamed_after"),
        (STATE_ENTITY, "sensor.renamed_after"),
        ("sensor.renamed_after", "sensor.renamed_again"),
    ):
        await rename(hass, old, new)
    assert recorded(calls) == []
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]


async def assert_triggers_end_with_their_automation(
    hass: HomeAssistant, calls: list[ServiceCall], plant: Plant
) -> None:
    """Turn off the automations and assert that nothing is recorded."""
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)
    await plant(AT_RISK)
    assert recorded(calls) == []
