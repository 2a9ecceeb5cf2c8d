"""Find and follow the entities of the device triggers and conditions."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.components.device_automation import InvalidDeviceAutomationConfig
from homeassistant.const import CONF_DEVICE_ID, CONF_ENTITY_ID, Platform
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import (
    async_track_entity_registry_updated_event,
    async_track_state_change_event,
)
from homeassistant.helpers.typing import ConfigType

from ..const import DOMAIN

# Platform and key of an entity; its unique id is the entry id and the key.
type EntityKey = tuple[Platform, str]

CHANGE: Final[EntityKey] = (Platform.EVENT, "change")
STATE: Final[EntityKey] = (Platform.SENSOR, "state")


@callback
def find_entity(hass: HomeAssistant, device_id: str, key: EntityKey) -> er.RegistryEntry | None:
    """Return an entity of the device, or None if it does not exist or is disabled."""
    platform, suffix = key
    for entry in er.async_entries_for_device(er.async_get(hass), device_id):
        matches = entry.platform == DOMAIN and entry.domain == platform
        if matches and entry.unique_id == f"{entry.config_entry_id}_{suffix}":
            return entry
    return None


@callback
def required_entity(hass: HomeAssistant, config: ConfigType, key: EntityKey) -> er.RegistryEntry:
    """Return the entity of an automation's configuration, or raise.

    The configuration may omit the entity, as blueprints do: the device has only one of each.
    """
    entry = find_entity(hass, config[CONF_DEVICE_ID], key)
    if entry is None:
        raise InvalidDeviceAutomationConfig("The device has no such entity, or it is disabled")
    configured = config.get(CONF_ENTITY_ID, entry.id)
    if configured not in (entry.id, entry.entity_id):
        raise InvalidDeviceAutomationConfig("The entity does not belong to this type")
    return entry


@callback
def async_follow(
    hass: HomeAssistant,
    entry: er.RegistryEntry,
    listener: Callable[[Event[EventStateChangedData]], None],
) -> CALLBACK_TYPE:
    """Listen to the states of an entity, also after its entity id changed."""
    unsubscribers: list[CALLBACK_TYPE] = []

    @callback
    def unsubscribe() -> None:
        while unsubscribers:
            unsubscribers.pop()()

    @callback
    def follow(entity_id: str) -> None:
        unsubscribe()
        unsubscribers.append(async_track_state_change_event(hass, entity_id, listener))
        unsubscribers.append(
            async_track_entity_registry_updated_event(hass, entity_id, on_registry)
        )

    @callback
    def on_registry(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data: Any = event.data
        if "old_entity_id" in data:
            follow(data["entity_id"])

    follow(entry.entity_id)
    return unsubscribe
