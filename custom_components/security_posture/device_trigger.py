"""Provide device triggers: the posture worsened or improved, a way in opened, the state changed.

They stay for the automations that use them. New automations use the triggers of `trigger.py`.
"""

from collections.abc import Mapping
from typing import Any, Final

import probatio as vol

from homeassistant.components.device_automation import DEVICE_TRIGGER_BASE_SCHEMA
from homeassistant.const import (
    CONF_DEVICE_ID,
    CONF_DOMAIN,
    CONF_ENTITY_ID,
    CONF_PLATFORM,
    CONF_TYPE,
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

from .automation.entity import (
    CHANGE,
    STATE,
    WAY_IN,
    EntityKey,
    async_follow,
    find_entity,
    required_entity,
)
from .automation.report import TRIGGER_STATES, WAY_IN_OPENED, LastReport
from .const import DOMAIN
from .posture.history import Direction

TRIGGERS: Final[Mapping[str, EntityKey]] = {
    **{direction.value: CHANGE for direction in Direction},
    WAY_IN_OPENED: WAY_IN,
    **{state.value: STATE for state in TRIGGER_STATES},
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
            # The event entity is diagnostic, but its triggers are a main purpose of the device.
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
    """Run `action` when it happens; return how to unsubscribe."""
    kind: str = config[CONF_TYPE]
    key = TRIGGERS[kind]
    entry = required_entity(hass, config, key)
    job = HassJob(action, f"{DOMAIN} trigger {trigger_info}")
    last = LastReport(key, hass.states.get(entry.entity_id))

    @callback
    def on_state(event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if new is not None and last.news(old, new) == kind:
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
