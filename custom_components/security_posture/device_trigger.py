"""Device triggers: the posture worsened or improved; the overall state changed."""

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

from .const import DOMAIN, STARTUP_HISTORY_GRACE
from .device_automation.entity import (
    CHANGE,
    STATE,
    EntityKey,
    async_follow,
    find_entity,
    required_entity,
)
from .posture.history import Direction
from .posture.model import State

STATES: Final = (State.AT_RISK, State.ATTENTION, State.GOOD)
TRIGGERS: Final[Mapping[str, EntityKey]] = {
    **{direction.value: CHANGE for direction in Direction},
    **{state.value: STATE for state in STATES},
}

TRIGGER_SCHEMA: Final = DEVICE_TRIGGER_BASE_SCHEMA.extend(
    {
        vol.Optional(CONF_ENTITY_ID): cv.entity_id_or_uuid,
        vol.Required(CONF_TYPE): vol.In(TRIGGERS),
    }
)


async def async_validate_trigger_config(hass: HomeAssistant, config: ConfigType) -> ConfigType:
    """Validate the configuration."""
    valid: ConfigType = TRIGGER_SCHEMA(config)
    required_entity(hass, valid, TRIGGERS[valid[CONF_TYPE]])
    return valid


async def async_get_triggers(hass: HomeAssistant, device_id: str) -> list[dict[str, Any]]:
    """List the triggers of a device."""
    return [
        {
            CONF_PLATFORM: "device",
            CONF_DOMAIN: DOMAIN,
            CONF_DEVICE_ID: device_id,
            CONF_ENTITY_ID: entry.id,
            CONF_TYPE: kind,
            # The event entity is diagnostic, but its triggers are the purpose of the device.
            "metadata": {"secondary": False},
        }
        for kind, key in TRIGGERS.items()
        if (entry := find_entity(hass, device_id, key)) is not None
    ]


async def async_attach_trigger(
    hass: HomeAssistant,
    config: ConfigType,
    action: TriggerActionType,
    trigger_info: TriggerInfo,
) -> CALLBACK_TYPE:
    """Attach a trigger."""
    kind: str = config[CONF_TYPE]
    key = TRIGGERS[kind]
    entry = required_entity(hass, config, key)
    job = HassJob(action, f"{DOMAIN} trigger {trigger_info}")
    # The last known value: a state that is only written again must not trigger.
    last = _value(hass.states.get(entry.entity_id), key)

    @callback
    def on_state(event: Event[EventStateChangedData]) -> None:
        nonlocal last
        old, new = event.data["old_state"], event.data["new_state"]
        before, now = last, _value(new, key)
        if new is None or now is None or now == before:
            return
        last = now
        if before is None and not _was_unknown_for_long(old, new):
            return
        if kind == (new.attributes.get(ATTR_EVENT_TYPE) if key == CHANGE else now):
            hass.async_run_hass_job(job, {"trigger": variables(old, new)}, event.context)

    def variables(old: EntityState | None, new: EntityState) -> dict[str, Any]:
        return {
            **trigger_info["trigger_data"],
            CONF_PLATFORM: "device",
            CONF_ENTITY_ID: new.entity_id,
            "from_state": old,
            "to_state": new,
            "description": f"{new.name}: {kind}",
        }

    return async_follow(hass, entry, on_state)


def _value(state: EntityState | None, key: EntityKey) -> str | None:
    """Return the value of a state, or None if it has none."""
    if state is None or state.state == STATE_UNAVAILABLE:
        return None
    if key == STATE and state.state not in STATES:
        return None
    return state.state  # of an event entity: its time; unknown if it never fired


def _was_unknown_for_long(old: EntityState | None, new: EntityState) -> bool:
    """Return whether the old state was unknown for longer than a start takes."""
    if old is None or old.state != STATE_UNKNOWN:
        return False
    return new.last_changed - old.last_changed >= STARTUP_HISTORY_GRACE
