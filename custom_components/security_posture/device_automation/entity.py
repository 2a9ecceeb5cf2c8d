"""The entities behind the triggers and conditions of the device, whatever they are called."""

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

# Platform and key of an entity; its unique id is that of the entry, then the key.
type Place = tuple[Platform, str]

CHANGE: Final[Place] = (Platform.EVENT, "change")
STATE: Final[Place] = (Platform.SENSOR, "state")


@callback
def entity_at(hass: HomeAssistant, device_id: str, place: Place) -> er.RegistryEntry | None:
    """Return one of the device's entities, or None where it is not there or disabled."""
    platform, key = place
    for entry in er.async_entries_for_device(er.async_get(hass), device_id):
        mine = entry.platform == DOMAIN and entry.domain == platform
        if mine and entry.unique_id == f"{entry.config_entry_id}_{key}":
            return entry
    return None


@callback
def required_entity(hass: HomeAssistant, config: ConfigType, place: Place) -> er.RegistryEntry:
    """Return the entity an automation's configuration is about.

    It may leave the entity out, as a blueprint must: the device has only one of each.
    """
    entry = entity_at(hass, config[CONF_DEVICE_ID], place)
    if entry is None:
        raise InvalidDeviceAutomationConfig("The device has no such entity, or it is disabled")
    named = config.get(CONF_ENTITY_ID, entry.id)
    if named not in (entry.id, entry.entity_id):
        raise InvalidDeviceAutomationConfig("The entity does not belong to this type")
    return entry


@callback
def async_follow(
    hass: HomeAssistant,
    entry: er.RegistryEntry,
    listener: Callable[[Event[EventStateChangedData]], None],
) -> CALLBACK_TYPE:
    """Call `listener` with every state of an entity, also after it was renamed; return the stop."""
    stops: list[CALLBACK_TYPE] = []

    @callback
    def stop() -> None:
        while stops:
            stops.pop()()

    @callback
    def follow(entity_id: str) -> None:
        stop()
        stops.append(async_track_state_change_event(hass, entity_id, listener))
        stops.append(async_track_entity_registry_updated_event(hass, entity_id, on_registry))

    @callback
    def on_registry(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data: Any = event.data
        if "old_entity_id" in data:
            follow(data["entity_id"])

    follow(entry.entity_id)
    return stop
