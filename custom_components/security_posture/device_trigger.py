"""Triggers of the device: it became worse or better; the state word turned to another."""

from collections.abc import Mapping
from typing import Any, Final

import probatio as vol

from homeassistant.components.device_automation import DEVICE_TRIGGER_BASE_SCHEMA
from homeassistant.components.event import ATTR_EVENT_TYPE
from homeassistant.const import (
    CONF_DEVICE_ID,
    CONF_DOMAIN,
    CONF_ENTITY_ID,
    CONF_PLATFORM,
    CONF_TYPE,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HassJob,
    HomeAssistant,
    State as EntityState,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import TriggerActionType, TriggerInfo
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .device_automation.entity import CHANGE, STATE, Place, async_follow, entity_at, required_entity
from .posture.history import Direction
from .posture.model import State
from .storage.history import SETTLING

WORDS: Final = (State.AT_RISK, State.ATTENTION, State.GOOD)
TRIGGERS: Final[Mapping[str, Place]] = {
    **{direction.value: CHANGE for direction in Direction},
    **{word.value: STATE for word in WORDS},
}

TRIGGER_SCHEMA: Final = DEVICE_TRIGGER_BASE_SCHEMA.extend(
    {
        vol.Optional(CONF_ENTITY_ID): cv.entity_id_or_uuid,
        vol.Required(CONF_TYPE): vol.In(TRIGGERS),
    }
)


async def async_validate_trigger_config(hass: HomeAssistant, config: ConfigType) -> ConfigType:
    """Return the configuration, if the device can do it."""
    valid: ConfigType = TRIGGER_SCHEMA(config)
    required_entity(hass, valid, TRIGGERS[valid[CONF_TYPE]])
    return valid


async def async_get_triggers(hass: HomeAssistant, device_id: str) -> list[dict[str, Any]]:
    """Return the triggers of the device."""
    return [
        {
            CONF_PLATFORM: "device",
            CONF_DOMAIN: DOMAIN,
            CONF_DEVICE_ID: device_id,
            CONF_ENTITY_ID: entry.id,
            CONF_TYPE: kind,
            # The entities are diagnostic; what they tell is what the device is for.
            "metadata": {"secondary": False},
        }
        for kind, place in TRIGGERS.items()
        if (entry := entity_at(hass, device_id, place)) is not None
    ]


async def async_attach_trigger(
    hass: HomeAssistant,
    config: ConfigType,
    action: TriggerActionType,
    trigger_info: TriggerInfo,
) -> CALLBACK_TYPE:
    """Run `action` whenever it happens; return the stop."""
    kind: str = config[CONF_TYPE]
    place = TRIGGERS[kind]
    entry = required_entity(hass, config, place)
    job = HassJob(action, f"{DOMAIN} trigger {trigger_info}")
    # What was heard last: a state that is only shown again is no news.
    heard = _heard(hass.states.get(entry.entity_id), place)

    @callback
    def on_state(event: Event[EventStateChangedData]) -> None:
        nonlocal heard
        old, new = event.data["old_state"], event.data["new_state"]
        before, now = heard, _heard(new, place)
        if new is None or now is None or now == before:
            return
        heard = now
        if before is None and not _was_unknown_for_long(old, new):
            return
        if kind == (new.attributes.get(ATTR_EVENT_TYPE) if place == CHANGE else now):
            hass.async_run_hass_job(job, {"trigger": said(old, new)}, event.context)

    def said(old: EntityState | None, new: EntityState) -> dict[str, Any]:
        return {
            **trigger_info["trigger_data"],
            CONF_PLATFORM: "device",
            CONF_ENTITY_ID: new.entity_id,
            "from_state": old,
            "to_state": new,
            "description": f"{new.name}: {kind}",
        }

    return async_follow(hass, entry, on_state)


def _heard(state: EntityState | None, place: Place) -> str | None:
    """Return what a state says, or None where it says nothing."""
    if state is None or state.state == STATE_UNAVAILABLE:
        return None
    if place == STATE and state.state not in WORDS:
        return None
    return state.state  # of an event: when it was; unknown: never yet


def _was_unknown_for_long(old: EntityState | None, new: EntityState) -> bool:
    """Return whether it was unknown for longer than a start takes."""
    if old is None or old.state != STATE_UNKNOWN:
        return False
    return new.last_changed - old.last_changed >= SETTLING
