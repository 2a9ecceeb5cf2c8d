"""Conditions with a target: which one is true, and automations without our sensor."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.condition import CONDITIONS
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.device_condition import CONDITIONS as DEVICE_CONDITIONS
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)

from .home import (
    AT_RISK,
    ATTENTION,
    GOOD,
    STATE_ENTITY,
    UNKNOWN,
    Plant,
    automate,
    device_id,
    recorded,
)

NO_ENTITY = "has no enabled state sensor"


async def ask(hass: HomeAssistant, target: dict[str, Any]) -> None:
    """Record at an event every condition that is true, and every one that is not."""
    await automate(
        hass,
        *(
            {
                "triggers": [{"trigger": "event", "event_type": "go"}],
                "conditions": [condition],
                "actions": [{"action": "test.record", "data": {"kind": kind_or_not}}],
            }
            for kind in CONDITIONS
            for right in [{"condition": f"{DOMAIN}.{kind}", "target": target}]
            for kind_or_not, condition in (
                (kind, right),
                (f"not {kind}", {"condition": "not", "conditions": [right]}),
            )
        ),
    )


async def holding(hass: HomeAssistant, calls: list[ServiceCall]) -> str | None:
    """Return the one condition that is true, or None without a result."""
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    found = recorded(calls)
    if not found:
        return None
    (holds,) = [kind for kind in found if not kind.startswith("not ")]
    assert found == sorted([holds, *(f"not {kind}" for kind in CONDITIONS if kind != holds)])
    return holds


@pytest.mark.parametrize(
    ("http", "holds"),
    [
        (GOOD, "is_good"),
        (ATTENTION, "is_attention"),
        (AT_RISK, "is_at_risk"),
        (UNKNOWN, "is_unknown"),
    ],
)
@pytest.mark.parametrize("kind", ["entity", "device", "area", "floor", "label"])
async def test_one_condition_holds(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    http: Any,
    holds: str,
    kind: str,
) -> None:
    floor = fr.async_get(hass).async_create("Cellar")
    area = ar.async_get(hass).async_create("Server room", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Security")
    device = device_id(hass, ready)
    dr.async_get(hass).async_update_device(device, area_id=area.id, labels={label.label_id})
    targets = {
        "entity": {"entity_id": STATE_ENTITY},
        "device": {"device_id": device},
        "area": {"area_id": area.id},
        "floor": {"floor_id": floor.floor_id},
        "label": {"label_id": label.label_id},
    }
    await ask(hass, targets[kind])
    await plant(http)
    assert await holding(hass, calls) == holds
    assert await hass.config_entries.async_unload(ready.entry_id)
    assert hass.states.get(STATE_ENTITY).state == "unavailable"
    assert await holding(hass, calls) == "is_unknown"
    hass.states.async_remove(STATE_ENTITY)
    assert await holding(hass, calls) == "is_unknown"


async def test_a_renamed_entity(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    plant: Plant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await ask(hass, {"device_id": device_id(hass, ready)})
    await plant(AT_RISK)
    er.async_get(hass).async_update_entity(STATE_ENTITY, new_entity_id="sensor.renamed")
    await hass.async_block_till_done()
    assert await holding(hass, calls) == "is_at_risk"
    assert NO_ENTITY not in caplog.text


@pytest.mark.parametrize("how", ["renamed", "disabled"])
async def test_an_entity_lost_to_its_condition(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
    how: str,
) -> None:
    await ask(hass, {"entity_id": STATE_ENTITY})
    assert await holding(hass, calls) == "is_good"
    change: dict[str, Any] = {
        "renamed": {"new_entity_id": "sensor.renamed"},
        "disabled": {"disabled_by": er.RegistryEntryDisabler.USER},
    }[how]
    er.async_get(hass).async_update_entity(STATE_ENTITY, **change)
    await hass.async_block_till_done()
    assert NO_ENTITY not in caplog.text
    assert await holding(hass, calls) is None
    assert NO_ENTITY in caplog.text


async def test_a_target_without_our_sensor(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is neither true nor false: no automation runs, also with a "not" around it."""
    area = ar.async_get(hass).async_create("Attic")
    other = er.async_get(hass).async_get_or_create("sensor", "other", "None_state")
    hass.states.async_set(other.entity_id, "good")
    await ask(
        hass,
        {"area_id": area.id, "entity_id": [other.entity_id, "sensor.security_posture_score"]},
    )
    assert await holding(hass, calls) is None
    assert caplog.text.count(NO_ENTITY) >= 2 * len(CONDITIONS)
    dr.async_get(hass).async_update_device(device_id(hass, ready), area_id=area.id)
    await hass.async_block_till_done()
    assert await holding(hass, calls) == "is_good"


async def test_descriptions(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    assert set(CONDITIONS) == set(DEVICE_CONDITIONS)
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "condition_platforms/subscribe"})
    assert (await client.receive_json())["success"]
    described = (await client.receive_json())["event"]
    ours = {key: value for key, value in described.items() if key.startswith(f"{DOMAIN}.")}
    assert set(ours) == {f"{DOMAIN}.{kind}" for kind in CONDITIONS}
    for description in ours.values():
        (entity,) = description["target"]["entity"]
        assert entity["integration"] == DOMAIN
        assert description["fields"] == {}
    for target, offered in (
        ({"device_id": [device_id(hass, ready)]}, set(ours)),
        ({"entity_id": ["sensor.security_posture_score"]}, set()),
    ):
        await client.send_json_auto_id({"type": "get_conditions_for_target", "target": target})
        result = (await client.receive_json())["result"]
        assert {key for key in result if key.startswith(f"{DOMAIN}.")} == offered


async def test_asked_by_the_editor(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client()
    for kind, target, answer in (
        ("is_good", STATE_ENTITY, True),
        ("is_at_risk", STATE_ENTITY, False),
        ("is_good", "sensor.security_posture_score", None),
    ):
        condition = {"condition": f"{DOMAIN}.{kind}", "target": {"entity_id": target}}
        await client.send_json_auto_id({"type": "test_condition", "condition": condition})
        reply = await client.receive_json()
        assert reply.get("result", {}) == ({} if answer is None else {"result": answer})
        assert reply["success"] == (answer is not None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"condition": DOMAIN},
        {"condition": f"{DOMAIN}.is_odd"},
        {"target": {"room": "attic"}},
        {"options": {"behavior": "any"}},
        {"more": True},
    ],
)
async def test_wrong_conditions_are_refused(
    hass: HomeAssistant, ready: MockConfigEntry, wrong: dict[str, Any]
) -> None:
    right = {"condition": f"{DOMAIN}.is_good", "target": {"entity_id": STATE_ENTITY}}
    await automate(
        hass,
        {
            "triggers": [{"trigger": "event", "event_type": "go"}],
            "conditions": [right | wrong],
            "actions": [],
        },
    )
    assert hass.states.get("automation.number_0").state == "unavailable"
