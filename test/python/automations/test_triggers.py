"""Triggers with a target: what they offer, when they fire, and what they do not follow."""

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
from .conftest import Plant
from .home import (
    CHANGE_ENTITY,
    GONE,
    LAX,
    OFF,
    SOUND,
    STATE_ENTITY,
    TOLD,
    automate,
    device_id,
    heard,
)

NO_ENTITY = "has no enabled"


async def listen(hass: HomeAssistant, target: dict[str, Any]) -> None:
    """Have every trigger call the service."""
    triggers = [
        {"trigger": f"{DOMAIN}.{kind}", "target": target, "id": kind.removeprefix("became_")}
        for kind in TRIGGERS
    ]
    await automate(hass, *({"triggers": [each], "actions": [TOLD]} for each in triggers))


@pytest.fixture
def rooms(hass: HomeAssistant, ready: MockConfigEntry) -> dict[str, dict[str, Any]]:
    """Return the targets that hold the entities; the device is in a room, with a label."""
    floor = fr.async_get(hass).async_create("Cellar")
    area = ar.async_get(hass).async_create("Server room", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Security")
    device = device_id(hass, ready)
    dr.async_get(hass).async_update_device(device, area_id=area.id, labels={label.label_id})
    return {
        "entity": {"entity_id": [STATE_ENTITY, CHANGE_ENTITY]},
        "device": {"device_id": device},
        "area": {"area_id": area.id},
        "floor": {"floor_id": floor.floor_id},
        "label": {"label_id": label.label_id},
        "all of them": {"entity_id": STATE_ENTITY, "device_id": [device], "area_id": [area.id]},
    }


async def test_descriptions(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """The automation editor is told of them, for a target that holds our entities."""
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
    rooms: dict[str, dict[str, Any]],
    calls: list[ServiceCall],
    plant: Plant,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await listen(hass, rooms[kind])
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]
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
    assert heard(calls) == ["improved"]  # it was good before it was unknown
    await plant(GONE)
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened", "worsened"]


async def test_they_agree_with_the_device_triggers(
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
            {"triggers": [each], "actions": [TOLD | {"data": {"kind": f"{way} {each['id']}"}}]}
            for way, triggers in (("old", old), ("new", new))
            for each in triggers
        ),
    )
    fired = 0
    for bans in (OFF, GONE, OFF, LAX, GONE, SOUND, None, GONE, None, LAX, OFF, SOUND, None, SOUND):
        if bans is None:
            assert await hass.config_entries.async_reload(ready.entry_id)
            await planted.pass_time(STARTUP_HISTORY_GRACE)
        else:
            await plant(bans)
        rows = [kind.split() for kind in heard(calls)]
        ways = {way: sorted(kind for by, kind in rows if by == way) for way in ("old", "new")}
        assert ways["old"] == ways["new"]
        fired += len(ways["new"])
    assert fired > 10


async def test_what_a_trigger_tells(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    keys = ("platform", "entity_id", "description")
    told = {key: f"{{{{ trigger.{key} }}}}" for key in keys} | {
        key: f"{{{{ trigger.{key}_state.state }}}}" for key in ("from", "to")
    }
    await automate(
        hass,
        {
            "triggers": [
                {"trigger": f"{DOMAIN}.became_at_risk", "target": {"entity_id": STATE_ENTITY}}
            ],
            "actions": [{"action": "test.told", "data": told}],
        },
    )
    await plant(OFF)
    assert calls[0].data == {
        "platform": f"{DOMAIN}.became_at_risk",
        "entity_id": STATE_ENTITY,
        "description": "Security Posture State: at_risk",
        "from": "good",
        "to": "at_risk",
    }


async def test_reloads_are_quiet(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await plant(OFF)
    await listen(hass, {"device_id": device_id(hass, ready)})
    for _ in range(2):
        assert await hass.config_entries.async_reload(ready.entry_id)
        await planted.pass_time(timedelta(seconds=5))
    assert heard(calls) == []
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]
    assert NO_ENTITY not in caplog.text


async def test_the_start_is_quiet(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    """The automations are there before the first report, as after a restart."""
    await plant(OFF)
    assert await hass.config_entries.async_unload(ready.entry_id)
    await listen(hass, {"device_id": device_id(hass, ready)})
    assert hass.states.get(STATE_ENTITY).state == "unavailable"
    assert await hass.config_entries.async_setup(ready.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get(STATE_ENTITY).state == "at_risk"
    assert heard(calls) == []
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]


async def test_a_start_over_unknown_is_quiet(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(GONE)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await planted.pass_time(STARTUP_HISTORY_GRACE - timedelta(minutes=1))
    assert hass.states.get(STATE_ENTITY).state == "unknown"
    await plant(OFF)
    assert heard(calls) == ["worsened"]


async def test_unknown_for_long_is_no_start(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
) -> None:
    await plant(GONE)
    await listen(hass, {"device_id": device_id(hass, ready)})
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]


@pytest.mark.parametrize("kind", ["device", "area", "floor", "label"])
async def test_renamed_entities(
    hass: HomeAssistant,
    rooms: dict[str, dict[str, Any]],
    calls: list[ServiceCall],
    plant: Plant,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    registry = er.async_get(hass)
    registry.async_update_entity(CHANGE_ENTITY, new_entity_id="event.renamed_before")
    await hass.async_block_till_done()
    await listen(hass, rooms[kind])
    for old, new in (
        ("event.renamed_before", "event.renamed_after"),
        (STATE_ENTITY, "sensor.renamed_after"),
        ("sensor.renamed_after", "sensor.renamed_again"),
    ):
        registry.async_update_entity(old, new_entity_id=new)
        await hass.async_block_till_done()
    assert heard(calls) == []
    await plant(OFF)
    assert heard(calls) == ["at_risk", "worsened"]
    assert NO_ENTITY not in caplog.text


async def test_renamed_while_unknown(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    """What was reported before is remembered under the new name."""
    await listen(hass, {"device_id": device_id(hass, ready)})
    await plant(GONE)
    assert hass.states.get(STATE_ENTITY).state == "unknown"
    er.async_get(hass).async_update_entity(STATE_ENTITY, new_entity_id="sensor.renamed")
    await hass.async_block_till_done()
    await plant(OFF)
    assert "at_risk" in heard(calls)


async def test_an_entity_renamed_away_from_its_trigger(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An entity id in an automation is a name, which Home Assistant does not follow; it is said."""
    await listen(hass, {"entity_id": [STATE_ENTITY, CHANGE_ENTITY]})
    assert NO_ENTITY not in caplog.text
    registry = er.async_get(hass)
    registry.async_update_entity(STATE_ENTITY, new_entity_id="sensor.renamed")
    await hass.async_block_till_done()
    assert f"{NO_ENTITY} sensor entity" in caplog.text
    assert f"{NO_ENTITY} event entity" not in caplog.text
    await plant(OFF)
    assert heard(calls) == ["worsened"]
    registry.async_update_entity("sensor.renamed", new_entity_id=STATE_ENTITY)
    await hass.async_block_till_done()
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]


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
    await plant(OFF)
    assert heard(calls) == []
    dr.async_get(hass).async_update_device(device_id(hass, ready), area_id=area.id)
    await hass.async_block_till_done()
    assert heard(calls) == []
    await plant(LAX)
    assert heard(calls) == ["attention", "worsened"]


async def test_entities_of_others_do_not_trigger(
    hass: HomeAssistant, rooms: dict[str, dict[str, Any]], calls: list[ServiceCall]
) -> None:
    registry, area = er.async_get(hass), rooms["area"]["area_id"]
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
    await listen(hass, rooms["area"])
    for name in names:
        hass.states.async_set(name, "at_risk", {"event_type": "worsened"})
    await hass.async_block_till_done()
    assert heard(calls) == []


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
    await plant(OFF)
    assert heard(calls) == ["worsened"]


async def test_triggers_end_with_their_automation(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], plant: Plant
) -> None:
    await listen(hass, {"device_id": device_id(hass, ready)})
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)
    await plant(OFF)
    assert heard(calls) == []


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
    await automate(hass, {"triggers": [right | wrong], "actions": [TOLD]})
    assert "setup triggers" in caplog.text or "setting up triggers" in caplog.text
    await plant(OFF)
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
