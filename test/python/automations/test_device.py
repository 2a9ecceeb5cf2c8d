"""Device triggers and conditions."""

from dataclasses import replace
from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_get_device_automations,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, STARTUP_HISTORY_GRACE
from custom_components.security_posture.device_condition import CONDITIONS
from custom_components.security_posture.device_trigger import TRIGGERS
from homeassistant.components.device_automation import DeviceAutomationType
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ..conftest import Planted
from .home import GONE, LAX, OFF, SOUND, STATE_ENTITY, TOLD, automate, device_id, heard

WORDS = json.loads(
    (Path(__file__).parents[3] / f"custom_components/{DOMAIN}/translations/en.json").read_text()
)["device_automation"]


async def listen(hass: HomeAssistant, entry: MockConfigEntry, **more: str) -> None:
    """Have every trigger of the device call the service."""
    base = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, entry)} | more
    triggers = [base | {"type": kind, "id": kind} for kind in TRIGGERS]
    await automate(hass, *({"triggers": [each], "actions": [TOLD]} for each in triggers))


async def test_they_are_listed(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, "device_automation", {})
    device = device_id(hass, ready)
    client = await hass_ws_client()
    for kind, types in (("trigger", set(TRIGGERS)), ("condition", set(CONDITIONS))):
        await client.send_json_auto_id(
            {"type": f"device_automation/{kind}/list", "device_id": device}
        )
        rows = [row for row in (await client.receive_json())["result"] if row["domain"] == DOMAIN]
        assert {row["type"] for row in rows} == types
        assert set(WORDS[f"{kind}_type"]) == types
        for row in rows:
            assert er.async_get(hass).async_get(row["entity_id"]).id == row["entity_id"]
            assert row["metadata"] == {"secondary": False}


async def test_disabled_entities_offer_nothing(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    registry = er.async_get(hass)
    for entity_id in ("event.security_posture_change", "sensor.security_posture_state"):
        registry.async_update_entity(entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    for kind in (DeviceAutomationType.TRIGGER, DeviceAutomationType.CONDITION):
        rows = await async_get_device_automations(hass, kind, device_id(hass, ready))
        assert [row for row in rows if row["domain"] == DOMAIN] == []


async def test_what_is_listed_works(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Any
) -> None:
    """What the user interface saves is what was listed."""
    device = device_id(hass, ready)
    rows = [
        [row for row in found if row["domain"] == DOMAIN]
        for kind in (DeviceAutomationType.TRIGGER, DeviceAutomationType.CONDITION)
        for found in [await async_get_device_automations(hass, kind, device)]
    ]
    trigger = next(row for row in rows[0] if row["type"] == "worsened")
    automations = [
        {
            "triggers": [trigger | {"id": condition["type"]}],
            "conditions": [condition],
            "actions": [TOLD],
        }
        for condition in rows[1]
    ]
    await automate(hass, *automations)
    await plant(OFF)
    assert heard(calls) == ["is_at_risk"]


async def test_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
) -> None:
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await listen(hass, ready)
    await plant(SOUND)
    assert heard(calls) == []
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]
    await plant(OFF)
    assert heard(calls) == []
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]
    await plant(SOUND)
    assert heard(calls) == ["good", "improved"]
    await plant(GONE)
    assert heard(calls) == ["worsened"]
    await plant(SOUND)
    assert heard(calls) == ["improved"]  # good it was before it was unknown
    await plant(GONE)
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened", "worsened"]


async def test_what_a_trigger_tells(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Any
) -> None:
    keys = ("platform", "entity_id", "description")
    told = {key: f"{{{{ trigger.{key} }}}}" for key in keys} | {
        "to": "{{ trigger.to_state.state }}"
    }
    trigger = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(
        hass,
        {
            "triggers": [trigger | {"type": "at_risk"}],
            "actions": [{"action": "test.told", "data": told}],
        },
    )
    await plant(OFF)
    assert calls[0].data == {
        "platform": "device",
        "entity_id": "sensor.security_posture_state",
        "description": "Security Posture State: at_risk",
        "to": "at_risk",
    }


async def test_reloads_are_quiet(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
) -> None:
    await plant(OFF)
    await listen(hass, ready)
    for _ in range(2):
        assert await hass.config_entries.async_reload(ready.entry_id)
        await planted.pass_time(timedelta(seconds=5))
    assert heard(calls) == []
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]


async def test_the_start_is_quiet(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
) -> None:
    """The automations are there before the first report."""
    await plant(OFF)
    assert await hass.config_entries.async_reload(ready.entry_id)
    planted.facts = replace(planted.facts, bans=GONE)
    await listen(hass, ready)
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get("sensor.security_posture_state").state == "unknown"
    await plant(OFF)
    assert heard(calls) == []


async def test_unknown_for_long_is_no_start(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
) -> None:
    await plant(GONE)
    await listen(hass, ready)
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]


async def test_renamed_entities(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
) -> None:
    registry = er.async_get(hass)
    registry.async_update_entity(
        "event.security_posture_change", new_entity_id="event.renamed_before"
    )
    await hass.async_block_till_done()
    await listen(hass, ready)
    for old, new in (
        ("event.renamed_before", "event.renamed_after"),
        ("sensor.security_posture_state", "sensor.renamed_after"),
        ("sensor.renamed_after", "sensor.renamed_again"),
    ):
        registry.async_update_entity(old, new_entity_id=new)
        await hass.async_block_till_done()
    assert heard(calls) == []
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]


async def test_other_changes_of_an_entity(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Any
) -> None:
    await listen(hass, ready)
    er.async_get(hass).async_update_entity(STATE_ENTITY, icon="mdi:shield")
    await hass.async_block_till_done()
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]


async def test_a_disabled_entity_is_refused(
    hass: HomeAssistant, ready: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    er.async_get(hass).async_update_entity(STATE_ENTITY, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    base = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(hass, {"triggers": [base | {"type": "at_risk"}], "actions": [TOLD]})
    assert hass.states.get("automation.number_0").state == "unavailable"
    assert "The device has no such entity, or it is disabled" in caplog.text


async def test_triggers_end_with_their_automation(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Any
) -> None:
    await listen(hass, ready)
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)
    await plant(OFF)
    assert heard(calls) == []


@pytest.mark.parametrize(
    ("bans", "holds"),
    [(SOUND, "is_good"), (LAX, "is_attention"), (OFF, "is_at_risk"), (GONE, "is_unknown")],
)
async def test_one_condition_holds(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Any,
    bans: Any,
    holds: str,
) -> None:
    base = {"condition": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    automations = [
        {
            "triggers": [{"trigger": "event", "event_type": "go"}],
            "conditions": [base | {"type": kind}],
            "actions": [{"action": "test.told", "data": {"kind": kind}}],
        }
        for kind in CONDITIONS
    ]
    await automate(hass, *automations)
    await plant(bans)
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert heard(calls) == [holds]
    er.async_get(hass).async_update_entity(
        "sensor.security_posture_state", new_entity_id="sensor.renamed"
    )
    await hass.async_block_till_done()
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert heard(calls) == [holds]
    assert await hass.config_entries.async_unload(ready.entry_id)
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert heard(calls) == ["is_unknown"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "exploded"},
        {"type": "worsened", "entity_id": "sensor.security_posture_state"},
        {"type": "worsened", "entity_id": "sun.sun"},
        {"type": "worsened", "more": True},
        {"type": "worsened", "device_id": "another"},
        {},
    ],
)
async def test_wrong_triggers_are_refused(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
    wrong: dict[str, Any],
) -> None:
    base = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(
        hass, {"triggers": [base | wrong], "actions": [{"action": "test.told", "data": {}}]}
    )
    assert hass.states.get("automation.number_0").state == "unavailable"
    assert "failed to setup triggers" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [{"type": "worsened"}, {"type": "is_good", "entity_id": "sensor.security_posture_score"}],
)
async def test_wrong_conditions_are_refused(
    hass: HomeAssistant, ready: MockConfigEntry, wrong: dict[str, Any]
) -> None:
    base = {"condition": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(
        hass,
        {
            "triggers": [{"trigger": "event", "event_type": "go"}],
            "conditions": [base | wrong],
            "actions": [],
        },
    )
    assert hass.states.get("automation.number_0").state == "unavailable"
