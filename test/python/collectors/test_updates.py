"""Update entities of all kinds."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.collectors import updates
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.updates import UpdatesCollector
from custom_components.security_posture.posture.facts import Reason, UpdateEntity, UpdateKind
from homeassistant.components.update import UpdateEntity as HomeAssistantUpdateEntity
from homeassistant.const import __version__
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util


class Lamp(HomeAssistantUpdateEntity):
    """An update entity with Home Assistant's own skipping."""

    _attr_has_entity_name = True
    _attr_name = "Lamp"
    _attr_should_poll = False
    _attr_installed_version = "1.0"
    _attr_latest_version = "1.0"


async def add_entities(hass: HomeAssistant, *entities: HomeAssistantUpdateEntity) -> None:
    """Add entities to Home Assistant's update component."""
    await async_setup_component(hass, "update", {})
    await hass.data["update"].async_add_entities(entities)


CORE = {"title": "Home Assistant Core", "installed_version": __version__}


async def one(hass: HomeAssistant, executor: LimitedExecutor) -> UpdateEntity:
    found = await UpdatesCollector(hass, {}).collect(hass, executor)
    assert found.core_version == __version__
    (entity,) = found.entities
    return entity


async def test_reads_an_entity(
    hass: HomeAssistant, executor: LimitedExecutor, freezer: FrozenDateTimeFactory
) -> None:
    hass.states.async_set(
        "update.lamp",
        "off",
        {
            "title": "Lamp",
            "installed_version": "1.0",
            "latest_version": "1.1",
            "skipped_version": "1.1",
            "auto_update": False,
            "device_class": "firmware",
        },
    )
    hass.states.async_set("sensor.other", "on")
    assert await one(hass, executor) == UpdateEntity(
        entity_id="update.lamp",
        kind=UpdateKind.FIRMWARE,
        title="Lamp",
        available=False,
        installed_version="1.0",
        latest_version="1.1",
        skipped_version="1.1",
        auto_update=False,
        waiting_since=dt_util.utcnow(),
        protects=False,
    )


@pytest.mark.parametrize(
    ("state", "available"),
    [("on", True), ("off", False), ("unknown", None), ("unavailable", None), ("odd", None)],
)
async def test_availability(
    hass: HomeAssistant, executor: LimitedExecutor, state: str, available: bool | None
) -> None:
    hass.states.async_set("update.x", state)
    assert (await one(hass, executor)).available is available


@pytest.mark.parametrize(
    ("platform", "unique_id", "attributes", "kind"),
    [
        ("hassio", "home_assistant_core_version_latest", {}, UpdateKind.CORE),
        ("hassio", "home_assistant_os_version_latest", {}, UpdateKind.OS),
        ("hassio", "home_assistant_supervisor_version_latest", {}, UpdateKind.SUPERVISOR),
        ("hassio", "core_ssh_version_latest", CORE, UpdateKind.APP),
        ("marketplace", "1234", {}, UpdateKind.COMMUNITY),
        ("hacs", "1234", {"device_class": "firmware"}, UpdateKind.COMMUNITY),
        ("other", "home_assistant_core_version_latest", {}, UpdateKind.OTHER),
        ("template", "x", CORE, UpdateKind.CORE),
        ("template", "x", {**CORE, "installed_version": "2020.1.0"}, UpdateKind.OTHER),
        ("template", "x", {**CORE, "title": "My Home Assistant Core"}, UpdateKind.OTHER),
    ],
)
async def test_kind(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    platform: str,
    unique_id: str,
    attributes: dict[str, Any],
    kind: UpdateKind,
) -> None:
    entry = er.async_get(hass).async_get_or_create("update", platform, unique_id)
    hass.states.async_set(entry.entity_id, "on", attributes)
    assert (await one(hass, executor)).kind is kind


async def test_hostile_attributes(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.states.async_set(
        "update.x",
        "on",
        {
            "title": "<script>" * 1000,
            "installed_version": 7,
            "latest_version": "\ud800",
            "auto_update": "yes",
        },
    )
    entity = await one(hass, executor)
    assert entity.title is not None
    assert len(entity.title) == 256
    assert entity.installed_version is None
    assert entity.latest_version == "?"
    assert entity.auto_update is None


async def test_too_many(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "MAX_ENTITIES", 1)
    hass.states.async_set("update.a", "on")
    assert len((await UpdatesCollector(hass, {}).collect(hass, executor)).entities) == 1
    hass.states.async_set("update.b", "on")
    with pytest.raises(CollectorError) as raised:
        await UpdatesCollector(hass, {}).collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


async def test_pending_since(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    reader = UpdatesCollector(hass, {})

    async def since(state: str, latest: str = "2.0") -> object:
        hass.states.async_set("update.lamp", state, {"latest_version": latest})
        (entity,) = (await reader.collect(hass, executor)).entities
        return entity.waiting_since

    assert await since("off") is None
    begin = dt_util.utcnow()
    assert await since("on") == begin
    freezer.tick(timedelta(days=20))
    # Neither a newer version nor a device that is off for a while resets the date.
    assert await since("on", "2.1") == begin
    assert await since("unavailable") is None
    freezer.tick(timedelta(days=20))
    reader = UpdatesCollector(hass, {})  # Home Assistant was restarted
    assert await since("on", "2.2") == begin
    assert await since("off") is None
    freezer.tick(timedelta(days=1))
    assert await since("on", "2.3") == dt_util.utcnow()
    stored = str(hass_storage["security_posture.updates"])
    assert "lamp" not in stored
    await reader.async_remove()
    assert "security_posture.updates" not in hass_storage


async def test_skipping_does_not_restart_the_clock(
    hass: HomeAssistant, executor: LimitedExecutor, freezer: FrozenDateTimeFactory
) -> None:
    """Home Assistant's own entity; the clock belongs to the installed version."""
    reader, lamp = UpdatesCollector(hass, {}), Lamp()
    await add_entities(hass, lamp)

    async def since() -> object:
        freezer.tick(timedelta(days=10))
        (entity,) = (await reader.collect(hass, executor)).entities
        return entity.waiting_since

    async def write(**versions: str) -> None:
        for name, version in versions.items():
            setattr(lamp, f"_attr_{name}_version", version)
        lamp.async_write_ha_state()
        await hass.async_block_till_done()

    assert await since() is None
    await write(latest="2.0")
    begin = await since()
    assert begin == dt_util.utcnow()
    await lamp.async_skip()
    assert hass.states.get(lamp.entity_id).state == "off"
    assert await since() == begin
    reader = UpdatesCollector(hass, {})  # Home Assistant was restarted
    assert await since() == begin
    await lamp.async_clear_skipped()
    assert hass.states.get(lamp.entity_id).state == "on"
    assert await since() == begin
    await lamp.async_skip()
    await write(latest="2.1")  # which ends the skip
    assert await since() == begin
    await write(installed="2.0")
    assert await since() == dt_util.utcnow()
    await write(installed="2.1")
    assert await since() is None


async def test_an_update_while_nothing_was_read(
    hass: HomeAssistant, executor: LimitedExecutor, freezer: FrozenDateTimeFactory
) -> None:
    """As when installing it restarts the machine, and the next version is out already."""
    hass.states.async_set("update.os", "on", {"installed_version": "1", "latest_version": "2"})
    await one(hass, executor)
    freezer.tick(timedelta(days=40))
    hass.states.async_set("update.os", "on", {"installed_version": "2", "latest_version": "3"})
    assert (await one(hass, executor)).waiting_since == dt_util.utcnow()


async def test_an_unavailable_entity_without_an_update_has_no_date(
    hass: HomeAssistant, executor: LimitedExecutor, freezer: FrozenDateTimeFactory
) -> None:
    reader = UpdatesCollector(hass, {})
    hass.states.async_set("update.lamp", "unavailable")
    await reader.collect(hass, executor)
    freezer.tick(timedelta(days=40))
    hass.states.async_set("update.lamp", "on")
    (entity,) = (await reader.collect(hass, executor)).entities
    assert entity.waiting_since == dt_util.utcnow()


@pytest.mark.parametrize(
    ("platform", "other_domain", "reached_through_it", "protects"),
    [
        ("shelly", "light", False, False),
        ("shelly", "light", True, True),
        ("nuki", "lock", False, True),
        ("reolink", "camera", False, True),
        ("alarmo", "alarm_control_panel", False, True),
        ("fritz", "sensor", False, True),
    ],
)
async def test_devices_that_protect(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    platform: str,
    other_domain: str,
    reached_through_it: bool,
    protects: bool,
) -> None:
    config_entry = MockConfigEntry(domain=platform)
    config_entry.add_to_hass(hass)
    devices, entities = dr.async_get(hass), er.async_get(hass)
    device = devices.async_get_or_create(
        config_entry_id=config_entry.entry_id, identifiers={(platform, "one")}
    )
    if reached_through_it:
        devices.async_get_or_create(
            config_entry_id=config_entry.entry_id,
            identifiers={(platform, "two")},
            via_device_id=device.id,
        )
    entities.async_get_or_create(other_domain, platform, "other_domain", device_id=device.id)
    entry = entities.async_get_or_create("update", platform, "firmware", device_id=device.id)
    hass.states.async_set(entry.entity_id, "on", {"device_class": "firmware"})
    assert (await one(hass, executor)).protects is protects
