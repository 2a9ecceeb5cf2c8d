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

# Platform and key of an entity; the key is its unique id.
type EntityKey = tuple[Platform, str]

CHANGE: Final[EntityKey] = (Platform.EVENT, "change")
WAY_IN: Final[EntityKey] = (Platform.EVENT, "way_in")
STATE: Final[EntityKey] = (Platform.SENSOR, "state")


@callback
def find_entity(hass: HomeAssistant, device_id: str, key: EntityKey) -> er.RegistryEntry | None:
    """Return an entity of the device, or None if it does not exist or is disabled."""
    entries = er.async_entries_for_device(er.async_get(hass), device_id)
    return next((entry for entry in entries if _matches(entry, key)), None)


@callback
def find_entities(
    hass: HomeAssistant, entity_ids: Iterable[str], key: EntityKey
) -> list[er.RegistryEntry]:
    """Return the enabled entities of this integration that have the key."""
    registry = er.async_get(hass)
    entries = (registry.async_get(entity_id) for entity_id in entity_ids)
    return [entry for entry in entries if entry and _matches(entry, key)]


def _matches(entry: er.RegistryEntry, key: EntityKey) -> bool:
    platform, unique_id = key
    return (
        (entry.platform, entry.domain) == (DOMAIN, platform)
        and entry.unique_id == unique_id
        and entry.disabled_by is None
    )


@callback
def posture_state(hass: HomeAssistant, entry: er.RegistryEntry | None) -> State:
    """Return the state that an entity shows; without a report it is unknown."""
    state = hass.states.get(entry.entity_id) if entry else None
    return State(state.state) if state and state.state in list(State) else State.UNKNOWN


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
