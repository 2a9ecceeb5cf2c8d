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
from .home import (
    AT_RISK,
    ATTENTION,
    CHANGE_ENTITY,
    GOOD,
    RECORD_TRIGGER,
    STATE_ENTITY,
    UNKNOWN,
    Plant,
    assert_reloads_do_not_trigger,
    assert_triggers_end_with_their_automation,
    assert_triggers_fire,
    assert_triggers_follow_renamed_entities,
    automate,
    device_id,
    recorded,
    rename,
)

WORDS = json.loads(
    (Path(__file__).parents[3] / f"custom_components/{DOMAIN}/translations/en.json").read_text()
)["device_automation"]


async def listen(hass: HomeAssistant, entry: MockConfigEntry, **more: str) -> None:
    """Record every trigger of the device."""
    base = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, entry)} | more
    triggers = [base | {"type": kind, "id": kind} for kind in TRIGGERS]
    await automate(hass, *({"triggers": [each], "actions": [RECORD_TRIGGER]} for each in triggers))


async def test_list(
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


async def test_disabled_entities_are_not_listed(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    registry = er.async_get(hass)
    for entity_id in (
        *("event.security_posture_change", "event.security_posture_way_in"),
        "sensor.security_posture_state",
    ):
        registry.async_update_entity(entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    for kind in (DeviceAutomationType.TRIGGER, DeviceAutomationType.CONDITION):
        rows = await async_get_device_automations(hass, kind, device_id(hass, ready))
        assert [row for row in rows if row["domain"] == DOMAIN] == []


async def test_listed_automations_work(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    """The user interface saves what was listed."""
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
            "actions": [RECORD_TRIGGER],
        }
        for condition in rows[1]
    ]
    await automate(hass, *automations)
    await plant(AT_RISK)
    assert recorded(calls) == ["is_at_risk"]


async def test_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await listen(hass, ready)
    await assert_triggers_fire(calls, plant)


async def test_trigger_data(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    keys = ("platform", "entity_id", "description")
    data = {key: f"{{{{ trigger.{key} }}}}" for key in keys} | {
        "to": "{{ trigger.to_state.state }}"
    }
    trigger = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(
        hass,
        {
            "triggers": [trigger | {"type": "at_risk"}],
            "actions": [{"action": "test.record", "data": data}],
        },
    )
    await plant(AT_RISK)
    assert calls[0].data == {
        "platform": "device",
        "entity_id": "sensor.security_posture_state",
        "description": "Security Posture State: at_risk",
        "to": "at_risk",
    }


async def test_reloads_do_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(AT_RISK)
    await listen(hass, ready)
    await assert_reloads_do_not_trigger(hass, planted, ready, calls, plant)


async def test_the_start_does_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    """The automations are loaded before the first report."""
    await plant(AT_RISK)
    assert await hass.config_entries.async_reload(ready.entry_id)
    planted.facts = replace(planted.facts, http=UNKNOWN)
    await listen(hass, ready)
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get("sensor.security_posture_state").state == "unknown"
    await plant(AT_RISK)
    assert recorded(calls) == []


async def test_unknown_after_the_startup_grace_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(UNKNOWN)
    await listen(hass, ready)
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]


async def test_renamed_entities(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await rename(hass, CHANGE_ENTITY, "event.renamed_before")
    await listen(hass, ready)
    await assert_triggers_follow_renamed_entities(hass, calls, plant)


async def test_other_changes_of_an_entity(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    await listen(hass, ready)
    er.async_get(hass).async_update_entity(STATE_ENTITY, icon="mdi:shield")
    await hass.async_block_till_done()
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]


async def test_a_disabled_entity_is_refused(
    hass: HomeAssistant, ready: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    er.async_get(hass).async_update_entity(STATE_ENTITY, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    base = {"trigger": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    await automate(hass, {"triggers": [base | {"type": "at_risk"}], "actions": [RECORD_TRIGGER]})
    assert hass.states.get("automation.number_0").state == "unavailable"
    assert "The device has no such entity, or it is disabled" in caplog.text


async def test_triggers_end_with_their_automation(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    await listen(hass, ready)
    await assert_triggers_end_with_their_automation(hass, calls, plant)


@pytest.mark.parametrize(
    ("http", "holds"),
    [
        (GOOD, "is_good"),
        (ATTENTION, "is_attention"),
        (AT_RISK, "is_at_risk"),
        (UNKNOWN, "is_unknown"),
    ],
)
async def test_one_condition_holds(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    http: Any,
    holds: str,
) -> None:
    base = {"condition": "device", "domain": DOMAIN, "device_id": device_id(hass, ready)}
    automations = [
        {
            "triggers": [{"trigger": "event", "event_type": "go"}],
            "conditions": [base | {"type": kind}],
            "actions": [{"action": "test.record", "data": {"kind": kind}}],
        }
        for kind in CONDITIONS
    ]
    await automate(hass, *automations)
    await plant(http)
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert recorded(calls) == [holds]
    await rename(hass, STATE_ENTITY, "sensor.renamed")
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert recorded(calls) == [holds]
    assert await hass.config_entries.async_unload(ready.entry_id)
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert recorded(calls) == ["is_unknown"]


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
        hass, {"triggers": [base | wrong], "actions": [{"action": "test.record", "data": {}}]}
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
