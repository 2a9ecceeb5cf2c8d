"""Find the entities behind triggers and conditions by unique id; entity ids can be changed."""

from collections.abc import Callable, Iterable
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
from ..posture.model import State

# Platform and key of an entity; its unique id is that of the entry, then the key.
type Place = tuple[Platform, str]

CHANGE: Final[Place] = (Platform.EVENT, "change")
STATE: Final[Place] = (Platform.SENSOR, "state")


@callback
def entity_at(hass: HomeAssistant, device_id: str, place: Place) -> er.RegistryEntry | None:
    """Return one of the device's entities, or None where it is not there or disabled."""
    entries = er.async_entries_for_device(er.async_get(hass), device_id)
    return next((entry for entry in entries if _is_at(entry, place)), None)


@callback
def entities_at(
    hass: HomeAssistant, entity_ids: Iterable[str], place: Place
) -> list[er.RegistryEntry]:
    """Return those of the entities that are ours and at `place`, and not disabled."""
    registry = er.async_get(hass)
    entries = (registry.async_get(entity_id) for entity_id in entity_ids)
    return [entry for entry in entries if entry and _is_at(entry, place)]


def _is_at(entry: er.RegistryEntry, place: Place) -> bool:
    platform, key = place
    return (
        (entry.platform, entry.domain) == (DOMAIN, platform)
        and entry.unique_id == f"{entry.config_entry_id}_{key}"
        and entry.disabled_by is None
    )


@callback
def posture_state(hass: HomeAssistant, entry: er.RegistryEntry | None) -> State:
    """Return the state that an entity shows; without a report it is unknown."""
    state = hass.states.get(entry.entity_id) if entry else None
    return State(state.state) if state and state.state in list(State) else State.UNKNOWN


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
