"""Triggers with a target: descriptions, firing, and entities that they do not follow."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, STARTUP_HISTORY_GRACE
from custom_components.security_posture.device_trigger import TRIGGERS as DEVICE_TRIGGERS
from custom_components.security_posture.trigger import TRIGGERS
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)

from ..conftest import Planted
from .home import (
    AT_RISK,
    ATTENTION,
    CHANGE_ENTITY,
    GOOD,
    RECORD_TRIGGER,
    STATE_ENTITY,
    UNKNOWN,
    WAY_IN_ENTITY,
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

NO_ENTITY = "has no enabled"


async def listen(hass: HomeAssistant, target: dict[str, Any]) -> None:
    """Record every trigger."""
    triggers = [
        {"trigger": f"{DOMAIN}.{kind}", "target": target, "id": kind.removeprefix("became_")}
        for kind in TRIGGERS
    ]
    await automate(hass, *({"triggers": [each], "actions": [RECORD_TRIGGER]} for each in triggers))


@pytest.fixture
def targets(hass: HomeAssistant, ready: MockConfigEntry) -> dict[str, dict[str, Any]]:
    """Return the targets that contain the entities; the device is in an area, with a label."""
    floor = fr.async_get(hass).async_create("Cellar")
    area = ar.async_get(hass).async_create("Server room", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Security")
    device = device_id(hass, ready)
    dr.async_get(hass).async_update_device(device, area_id=area.id, labels={label.label_id})
    return {
        "entity": {"entity_id": [STATE_ENTITY, CHANGE_ENTITY, WAY_IN_ENTITY]},
        "device": {"device_id": device},
        "area": {"area_id": area.id},
        "floor": {"floor_id": floor.floor_id},
        "label": {"label_id": label.label_id},
        "all of them": {"entity_id": STATE_ENTITY, "device_id": [device], "area_id": [area.id]},
    }


async def test_descriptions(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """The automation editor gets them for a target that contains our entities."""
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "trigger_platforms/subscribe"})
    assert (await client.receive_json())["success"]
    described = (await client.receive_json())["event"]
    ours = {key: value for key, value in described.items() if key.startswith(f"{DOMAIN}.")}
    assert set(ours) == {f"{DOMAIN}.{kind}" for kind in TRIGGERS}
    for description in ours.values():
        (entity,) = description["target"]["entity"]
        assert entity["integration"] == DOMAIN
        assert description["target"]["primary_entities_only"] is False
        assert description["fields"] == {}
    states = {key for key in ours if ".became_" in key}
    for target, offered in (
        ({"device_id": [device_id(hass, ready)]}, set(ours)),
        ({"entity_id": [STATE_ENTITY]}, states),
        ({"entity_id": [CHANGE_ENTITY]}, set(ours) - states),
        ({"entity_id": ["sensor.security_posture_score"]}, set()),
    ):
        await client.send_json_auto_id({"type": "get_triggers_for_target", "target": target})
        result = (await client.receive_json())["result"]
        assert {key for key in result if key.startswith(f"{DOMAIN}.")} == offered


@pytest.mark.parametrize("kind", ["entity", "device", "area", "floor", "label", "all of them"])
async def test_targets(
    hass: HomeAssistant,
    targets: dict[str, dict[str, Any]],
    calls: list[ServiceCall],
    plant: Plant,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await listen(hass, targets[kind])
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]
    assert NO_ENTITY not in caplog.text


async def test_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await assert_triggers_fire(calls, plant)


async def test_same_as_the_device_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    device = {"device_id": device_id(hass, ready)}
    old = [
        {"trigger": "device", "domain": DOMAIN, "type": kind, "id": kind} | device
        for kind in DEVICE_TRIGGERS
    ]
    new = [
        {"trigger": f"{DOMAIN}.{kind}", "target": device, "id": kind.removeprefix("became_")}
        for kind in TRIGGERS
    ]
    await automate(
        hass,
        *(
            {
                "triggers": [each],
                "actions": [RECORD_TRIGGER | {"data": {"kind": f"{way} {each['id']}"}}],
            }
            for way, triggers in (("old", old), ("new", new))
            for each in triggers
        ),
    )
    fired = 0
    for http in (
        AT_RISK,
        UNKNOWN,
        AT_RISK,
        ATTENTION,
        UNKNOWN,
        GOOD,
        None,
        UNKNOWN,
        None,
        ATTENTION,
        AT_RISK,
        GOOD,
        None,
        GOOD,
    ):
        if http is None:
            assert await hass.config_entries.async_reload(ready.entry_id)
            await planted.pass_time(STARTUP_HISTORY_GRACE)
        else:
            await plant(http)
        rows = [kind.split() for kind in recorded(calls)]
        ways = {way: sorted(kind for by, kind in rows if by == way) for way in ("old", "new")}
        assert ways["old"] == ways["new"]
        fired += len(ways["new"])
    assert fired > 10


async def test_trigger_data(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    keys = ("platform", "entity_id", "description")
    data = {key: f"{{{{ trigger.{key} }}}}" for key in keys} | {
        key: f"{{{{ trigger.{key}_state.state }}}}" for key in ("from", "to")
    }
    await automate(
        hass,
        {
            "triggers": [
                {"trigger": f"{DOMAIN}.became_at_risk", "target": {"entity_id": STATE_ENTITY}}
            ],
            "actions": [{"action": "test.record", "data": data}],
        },
    )
    await plant(AT_RISK)
    assert calls[0].data == {
        "platform": f"{DOMAIN}.became_at_risk",
        "entity_id": STATE_ENTITY,
        "description": "Security Posture State: at_risk",
        "from": "good",
        "to": "at_risk",
    }


async def test_reloads_do_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await plant(AT_RISK)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await assert_reloads_do_not_trigger(hass, planted, ready, calls, plant)
    assert NO_ENTITY not in caplog.text


async def test_the_start_does_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    """The automations are loaded before the first report, as after a restart."""
    await plant(AT_RISK)
    assert await hass.config_entries.async_unload(ready.entry_id)
    await listen(hass, {"device_id": device_id(hass, ready)})
    assert hass.states.get(STATE_ENTITY).state == "unavailable"
    assert await hass.config_entries.async_setup(ready.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get(STATE_ENTITY).state == "at_risk"
    assert recorded(calls) == []
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]


async def test_unknown_at_the_start_does_not_trigger(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(UNKNOWN)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await planted.pass_time(STARTUP_HISTORY_GRACE - timedelta(minutes=1))
    assert hass.states.get(STATE_ENTITY).state == "unknown"
    await plant(AT_RISK)
    assert recorded(calls) == ["worsened"]


async def test_unknown_after_the_startup_grace_triggers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(UNKNOWN)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await plant(AT_RISK)
    assert recorded(calls) == ["at_risk", "worsened"]


@pytest.mark.parametrize("kind", ["device", "area", "floor", "label"])
async def test_renamed_entities(
    hass: HomeAssistant,
    targets: dict[str, dict[str, Any]],
    calls: list[ServiceCall],
    plant: Plant,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await rename(hass, CHANGE_ENTITY, "event.renamed_before")
    await listen(hass, targets[kind])
    await assert_triggers_follow_renamed_entities(hass, calls, plant)
    assert NO_ENTITY not in caplog.text


async def test_renamed_while_unknown(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    """The state before the rename is remembered under the new name."""
    await listen(hass, {"device_id": device_id(hass, ready)})
    await plant(UNKNOWN)
    assert hass.states.get(STATE_ENTITY).state == "unknown"
    await rename(hass, STATE_ENTITY, "sensor.renamed")
    await plant(AT_RISK)
    assert "at_risk" in recorded(calls)


async def test_a_renamed_entity_of_an_entity_target(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Home Assistant does not follow an entity id in an automation; a warning is logged."""
    await listen(hass, {"entity_id": [STATE_ENTITY, CHANGE_ENTITY, WAY_IN_ENTITY]})
    assert NO_ENTITY not in caplog.text
    await rename(hass, STATE_ENTITY, "sensor.renamed")
    assert f"{NO_ENTITY} sensor entity" in caplog.text
    assert f"{NO_ENTITY} event entity" not in caplog.text
    await plant(AT_RISK)
    assert recorded(calls) == ["worsened"]
    await rename(hass, "sensor.renamed", STATE_ENTITY)
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]


async def test_a_target_without_our_entities(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    area = ar.async_get(hass).async_create("Attic")
    await listen(hass, {"area_id": area.id, "entity_id": "sensor.security_posture_score"})
    assert caplog.text.count(NO_ENTITY) == len(TRIGGERS)
    assert area.id in caplog.text
    await plant(AT_RISK)
    assert recorded(calls) == []
    dr.async_get(hass).async_update_device(device_id(hass, ready), area_id=area.id)
    await hass.async_block_till_done()
    assert recorded(calls) == []
    await plant(ATTENTION)
    assert recorded(calls) == ["attention", "worsened"]


async def test_entities_of_others_do_not_trigger(
    hass: HomeAssistant, targets: dict[str, dict[str, Any]], calls: list[ServiceCall]
) -> None:
    registry, area = er.async_get(hass), targets["area"]["area_id"]
    names = [
        registry.async_get_or_create(domain, platform, unique_id, config_entry=None).entity_id
        for domain, platform, unique_id in (
            ("sensor", "other", "None_state"),
            ("event", "other", "None_change"),
            ("sensor", DOMAIN, "another_state"),
        )
    ]
    for name in names:
        registry.async_update_entity(name, area_id=area)
        hass.states.async_set(name, "good")
    await hass.async_block_till_done()
    await listen(hass, targets["area"])
    for name in names:
        hass.states.async_set(name, "at_risk", {"event_type": "worsened"})
    await hass.async_block_till_done()
    assert recorded(calls) == []


async def test_disabled_entities_do_not_trigger(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await listen(hass, {"device_id": device_id(hass, ready)})
    er.async_get(hass).async_update_entity(STATE_ENTITY, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    assert caplog.text.count(f"{NO_ENTITY} sensor entity") == 3
    await plant(AT_RISK)
    assert recorded(calls) == ["worsened"]


async def test_triggers_end_with_their_automation(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    await listen(hass, {"device_id": device_id(hass, ready)})
    await assert_triggers_end_with_their_automation(hass, calls, plant)


@pytest.mark.parametrize(
    "wrong",
    [
        {"trigger": DOMAIN},
        {"trigger": f"{DOMAIN}.exploded"},
        {"target": {}},
        {"target": {"entity_id": "no entity id"}},
        {"target": {"room": "attic"}},
        {"options": {"behavior": "each"}},
        {"more": True},
    ],
)
async def test_wrong_triggers_are_refused(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
    wrong: dict[str, Any],
) -> None:
    right = {"trigger": f"{DOMAIN}.worsened", "target": {"entity_id": CHANGE_ENTITY}}
    await automate(hass, {"triggers": [right | wrong], "actions": [RECORD_TRIGGER]})
    assert "setup triggers" in caplog.text or "setting up triggers" in caplog.text
    await plant(AT_RISK)
    assert calls == []


async def test_known_before_the_integration_is_set_up(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """An automation can be checked when the integration could not be set up."""
    await automate(
        hass,
        {
            "triggers": [{"trigger": f"{DOMAIN}.worsened", "target": {"entity_id": CHANGE_ENTITY}}],
            "actions": [],
        },
    )
    assert hass.states.get("automation.number_0").state == "on"
    assert DOMAIN not in hass.config.components
    assert NO_ENTITY in caplog.text
