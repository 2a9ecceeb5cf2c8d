"""Entities, the device and automations over updates, downgrades, and removing and adding again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import security_posture
from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.device_trigger import async_validate_trigger_config
from custom_components.security_posture.entity import PostureEntity
from custom_components.security_posture.registry.constant_ids import DEVICE
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryDisabler,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.setup import async_setup_component

from .conftest import Planted

RENAMED: Final = "sensor.how_safe_we_are"
STATE: Final = "sensor.security_posture_state"
SCORE: Final = "sensor.security_posture_score"
HIDDEN: Final = "sensor.security_posture_low_findings"
OFF: Final = "button.security_posture_check_now"
DEFAULT_OFF: Final = "sensor.security_posture_banned"
ENTITIES: Final = 26


@contextmanager
def earlier_version() -> Iterator[None]:
    """Run the integration as the version that put the id of the config entry into its ids."""
    initialize = PostureEntity.__init__

    def former(self: PostureEntity, coordinator: Any, key: str) -> None:
        initialize(self, coordinator, key)
        entry_id = coordinator.config_entry.entry_id
        self._attr_unique_id = f"{entry_id}_{key}"
        info = dict(self._attr_device_info or {})
        self._attr_device_info = DeviceInfo(**info | {"identifiers": {(DOMAIN, entry_id)}})

    with (
        patch.object(PostureEntity, "__init__", former),
        patch.object(security_posture, "async_keep_ids", lambda *_: None),
    ):
        yield


async def _add(hass: HomeAssistant, planted: Planted) -> ConfigEntry:
    """Add the integration in the user interface."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await planted.pass_time(timedelta(seconds=5))
    entry: ConfigEntry = result["result"]
    return entry


async def _reload(hass: HomeAssistant, planted: Planted, entry: ConfigEntry) -> None:
    assert await hass.config_entries.async_reload(entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))


def _entities(hass: HomeAssistant) -> dict[str, er.RegistryEntry]:
    found = er.async_get(hass).entities.values()
    return {each.entity_id: each for each in found if each.platform == DOMAIN}


def _devices(hass: HomeAssistant, entry: ConfigEntry) -> list[dr.DeviceEntry]:
    return dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)


def _customize(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Change everything that a user can change."""
    area = ar.async_get(hass).async_get_or_create("Attic")
    entities = er.async_get(hass)
    entities.async_update_entity(STATE, new_entity_id=RENAMED, name="How safe", icon="mdi:eye")
    entities.async_update_entity(SCORE, area_id=area.id, name="Points", aliases=["points"])
    entities.async_update_entity(HIDDEN, hidden_by=er.RegistryEntryHider.USER)
    entities.async_update_entity(OFF, disabled_by=er.RegistryEntryDisabler.USER)
    entities.async_update_entity(DEFAULT_OFF, disabled_by=None)
    (device,) = _devices(hass, entry)
    dr.async_get(hass).async_update_device(device.id, name_by_user="Guard", area_id=area.id)


def _kept(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, Any]:
    """Return what must stay: what automations contain, and what users chose."""
    (device,) = _devices(hass, entry)
    assert device.identifiers == {DEVICE}
    ours = _entities(hass)
    assert {each.device_id for each in ours.values()} == {device.id}
    assert {each.config_entry_id for each in ours.values()} == {entry.entry_id}
    assert not any(entry.entry_id in each.unique_id for each in ours.values())
    return _choices(hass, device)


def _choices(hass: HomeAssistant, device: dr.DeviceEntry) -> dict[str, Any]:
    ours = _entities(hass)
    assert len(ours) == ENTITIES
    return {
        "device": (device.id, device.name_by_user, device.area_id, device.disabled_by),
        **{
            each.entity_id: (
                each.id,
                each.name,
                each.icon,
                each.area_id,
                each.aliases,
                each.hidden_by,
                each.disabled_by,
            )
            for each in ours.values()
        },
    }


@pytest.fixture
async def earlier(hass: HomeAssistant, planted: Planted) -> tuple[ConfigEntry, dict[str, Any]]:
    """Return the customized entry of the earlier version, and what must stay of it."""
    with earlier_version():
        entry = await _add(hass, planted)
        _customize(hass, entry)
        await _reload(hass, planted, entry)
    (device,) = _devices(hass, entry)
    assert device.identifiers == {(DOMAIN, entry.entry_id)}
    before = _choices(hass, device)
    assert all(each.unique_id.startswith(f"{entry.entry_id}_") for each in _entities(hass).values())
    return entry, before


type Earlier = tuple[ConfigEntry, dict[str, Any]]


async def test_an_update_changes_nothing_that_users_see(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    assert before[RENAMED][1:3] == ("How safe", "mdi:eye")
    assert before[HIDDEN][5] is er.RegistryEntryHider.USER
    assert before[OFF][6] is er.RegistryEntryDisabler.USER
    assert before[DEFAULT_OFF][6] is None
    await _reload(hass, planted, entry)
    assert _kept(hass, entry) == before
    assert hass.states.get(RENAMED).state != "unavailable"
    await _reload(hass, planted, entry)
    assert _kept(hass, entry) == before


@pytest.mark.parametrize("times", [1, 2])
async def test_remove_and_add_again(
    hass: HomeAssistant, planted: Planted, earlier: Earlier, times: int
) -> None:
    entry, before = earlier
    await _reload(hass, planted, entry)
    for _ in range(times):
        await hass.config_entries.async_remove(entry.entry_id)
        assert _entities(hass) == {}
        assert _devices(hass, entry) == []
        former, entry = entry.entry_id, await _add(hass, planted)
        assert former != entry.entry_id
    assert _kept(hass, entry) == before


async def test_removed_with_the_earlier_version_and_added_again(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == before


async def test_of_several_removed_ones_the_latest_is_restored(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, _ = earlier
    await hass.config_entries.async_remove(entry.entry_id)
    planted.freezer.tick(60)
    with earlier_version():
        entry = await _add(hass, planted)
        er.async_get(hass).async_update_entity(STATE, new_entity_id="sensor.later")
        (device,) = _devices(hass, entry)
        later = _choices(hass, device)
        planted.freezer.tick(60)
        await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == later


async def test_what_was_removed_with_this_version_counts_before_an_earlier_one(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, _ = earlier
    await hass.config_entries.async_remove(entry.entry_id)
    with patch.object(security_posture, "async_keep_ids", lambda *_: None):
        entry = await _add(hass, planted)
    er.async_get(hass).async_update_entity(STATE, new_entity_id="sensor.now")
    now = _kept(hass, entry)
    await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == now


async def test_a_downgrade_in_between_leaves_no_second_entities(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    await _reload(hass, planted, entry)
    with earlier_version():
        await _reload(hass, planted, entry)
        assert len(_entities(hass)) == 2 * ENTITIES
        assert len(_devices(hass, entry)) == 2
        assert hass.states.get(SCORE).state == "unavailable"
    await _reload(hass, planted, entry)
    assert _kept(hass, entry) == before
    assert hass.states.get(SCORE).state != "unavailable"


async def test_after_a_downgrade_the_user_kept_the_second_entities(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    """They deleted the unavailable ones and renamed their successors."""
    entry, _ = earlier
    await _reload(hass, planted, entry)
    registry = er.async_get(hass)
    with earlier_version():
        await _reload(hass, planted, entry)
        registry.async_remove(SCORE)
        registry.async_update_entity(f"{SCORE}_2", new_entity_id=SCORE, name="Mine")
        kept = registry.async_get(SCORE).id
    await _reload(hass, planted, entry)
    found = registry.async_get(SCORE)
    assert (found.id, found.name, found.unique_id) == (kept, "Mine", "score")
    assert len(_entities(hass)) == ENTITIES


async def _half_device(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Only the device was saved."""
    (device,) = _devices(hass, entry)
    dr.async_get(hass).async_update_device(device.id, new_identifiers={DEVICE})


async def _half_entities(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Only the entities were saved."""
    for each in _entities(hass).values():
        key = each.unique_id.removeprefix(f"{entry.entry_id}_")
        er.async_get(hass).async_update_entity(each.entity_id, new_unique_id=key)


async def _some_entities(hass: HomeAssistant, entry: ConfigEntry) -> None:
    er.async_get(hass).async_update_entity(RENAMED, new_unique_id="state")
    er.async_get(hass).async_update_entity(OFF, new_unique_id="check_now")


async def _second_device(hass: HomeAssistant, entry: ConfigEntry) -> None:
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, "of an earlier attempt")}
    )


@pytest.mark.parametrize("half", [_half_device, _half_entities, _some_entities, _second_device])
async def test_registries_of_which_only_one_was_saved(
    hass: HomeAssistant,
    planted: Planted,
    earlier: Earlier,
    half: Callable[[HomeAssistant, ConfigEntry], Any],
) -> None:
    entry, before = earlier
    assert await hass.config_entries.async_unload(entry.entry_id)
    planted.freezer.tick(60)
    await half(hass, entry)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _kept(hass, entry) == before


async def test_the_second_device_has_the_entities(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    """They are not removed with it."""
    entry, before = earlier
    assert await hass.config_entries.async_unload(entry.entry_id)
    dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, identifiers={DEVICE})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    after = _kept(hass, entry)
    assert {**after, "device": None} == {**before, "device": None}


async def test_an_entry_that_is_disabled_during_the_update(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    by = ConfigEntryDisabler.USER
    with earlier_version():
        await hass.config_entries.async_set_disabled_by(entry.entry_id, by)
    assert await hass.config_entries.async_set_disabled_by(entry.entry_id, None)
    await planted.pass_time(timedelta(seconds=5))
    assert _kept(hass, entry) == before


async def test_a_device_that_the_user_disabled(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, _ = earlier
    (device,) = _devices(hass, entry)
    by = dr.DeviceEntryDisabler.USER
    dr.async_get(hass).async_update_device(device.id, disabled_by=by)
    await _reload(hass, planted, entry)
    before = _kept(hass, entry)
    assert before["device"][3] is by
    await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == before


async def test_automations_stay_valid(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    """They contain the id of the device and the id of the entity in the registry."""
    entry, before = earlier
    trigger = {
        "platform": "device",
        "domain": DOMAIN,
        "device_id": before["device"][0],
        "entity_id": before[RENAMED][0],
        "type": "at_risk",
    }
    await _reload(hass, planted, entry)
    await async_validate_trigger_config(hass, trigger)
    await hass.config_entries.async_remove(entry.entry_id)
    await _add(hass, planted)
    await async_validate_trigger_config(hass, trigger)
    alias = {"alias": "guard", "triggers": [trigger], "actions": []}
    assert await async_setup_component(hass, "automation", {"automation": [alias]})
    assert hass.states.get("automation.guard").state == "on"


async def test_other_integrations_are_left_alone(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    unique_id = f"{entry.entry_id}_state"
    registry = er.async_get(hass)
    entity = registry.async_get_or_create("sensor", "other", unique_id, config_entry=other)
    identifiers = {("other", entry.entry_id)}
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers=identifiers
    )
    removed = registry.async_get_or_create("sensor", "other", f"{entry.entry_id}_gone")
    registry.async_remove(removed.entity_id)
    await _reload(hass, planted, entry)
    await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == before
    assert registry.async_get(entity.entity_id).unique_id == unique_id
    assert dr.async_get(hass).async_get(device.id).identifiers == identifiers


async def test_another_integration_has_a_device_with_the_constant_identifier(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    registry = dr.async_get(hass)
    device = registry.async_get_or_create(config_entry_id=other.entry_id, identifiers={DEVICE})
    for _ in range(2):
        await _reload(hass, planted, entry)
        assert entry.state is ConfigEntryState.LOADED
        assert _kept(hass, entry) == before
    await hass.config_entries.async_remove(entry.entry_id)
    entry = await _add(hass, planted)
    assert _kept(hass, entry) == before
    assert registry.async_get(device.id) == device


async def test_labels_categories_and_entities_of_helpers_stay(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    """A helper may have put its entity on the device."""
    entry, before = earlier
    entities, devices = er.async_get(hass), dr.async_get(hass)
    device_id = before["device"][0]
    entities.async_update_entity(RENAMED, labels={"seen"}, categories={"helpers": "mine"})
    devices.async_update_device(device_id, labels={"guarded"})
    helper = MockConfigEntry(domain="template")
    helper.add_to_hass(hass)
    theirs = entities.async_get_or_create(
        "sensor", "template", "on our device", config_entry=helper, device_id=device_id
    )
    await _reload(hass, planted, entry)
    assert _kept(hass, entry) == before
    found = entities.async_get(RENAMED)
    assert (found.labels, found.categories) == ({"seen"}, {"helpers": "mine"})
    assert devices.async_get(device_id).labels == {"guarded"}
    assert entities.async_get(theirs.entity_id) == theirs


async def test_what_home_assistant_remembers_does_not_grow(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, before = earlier
    entities = er.async_get(hass)
    sizes = set()
    for _ in range(3):
        with earlier_version():
            await _reload(hass, planted, entry)
        await _reload(hass, planted, entry)
        assert _kept(hass, entry) == before
        sizes.add(len(entities.deleted_entities))
    assert sizes == {0, ENTITIES}


async def test_home_assistant_remembers_in_another_form(
    hass: HomeAssistant, planted: Planted, earlier: Earlier
) -> None:
    entry, _ = earlier
    await hass.config_entries.async_remove(entry.entry_id)
    with patch.object(er.async_get(hass), "deleted_entities", OtherForm()):
        entry = await _add(hass, planted)
    _kept(hass, entry)


class OtherForm(dict[Any, Any]):
    """No longer a dictionary of entries by what identifies them."""

    def values(self) -> Any:
        raise TypeError


async def test_a_first_setup_has_the_ids_of_the_documentation(
    hass: HomeAssistant, planted: Planted
) -> None:
    entry = await _add(hass, planted)
    _kept(hass, entry)
    for each in _entities(hass).values():
        assert each.entity_id == f"{each.domain}.{DOMAIN}_{each.unique_id}"
    (device,) = _devices(hass, entry)
    assert device.name == NAME
