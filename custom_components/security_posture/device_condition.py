"""Provide device conditions on the state; exactly one of them holds.

They stay for the automations that use them. New automations use the conditions of `condition.py`.
"""

from collections.abc import Mapping
from typing import Any, Final

import probatio as vol

from homeassistant.const import (
    CONF_CONDITION,
    CONF_DEVICE_ID,
    CONF_DOMAIN,
    CONF_ENTITY_ID,
    CONF_TYPE,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.condition import ConditionCheckerType
from homeassistant.helpers.typing import ConfigType, TemplateVarsType

from .automation.entity import STATE, find_entity, posture_state, required_entity
from .const import DOMAIN
from .posture.model import State

CONDITIONS: Final[Mapping[str, State]] = {f"is_{word.value}": word for word in State}

CONDITION_SCHEMA: Final = cv.DEVICE_CONDITION_BASE_SCHEMA.extend(
    {
        vol.Optional(CONF_ENTITY_ID): cv.entity_id_or_uuid,
        vol.Required(CONF_TYPE): vol.In(CONDITIONS),
    }
)


async def async_validate_condition_config(hass: HomeAssistant, config: ConfigType) -> ConfigType:
    """Return the configuration, if the device can do it."""
    valid: ConfigType = CONDITION_SCHEMA(config)
    required_entity(hass, valid, STATE)
    return valid


async def async_get_conditions(hass: HomeAssistant, device_id: str) -> list[dict[str, Any]]:
    """Return the conditions of the device."""
    entry = find_entity(hass, device_id, STATE)
    if entry is None:
        return []
    return [
        {
            CONF_CONDITION: "device",
            CONF_DOMAIN: DOMAIN,
            CONF_DEVICE_ID: device_id,
            CONF_ENTITY_ID: entry.id,
            CONF_TYPE: kind,
            "metadata": {"secondary": False},
        }
        for kind in CONDITIONS
    ]


@callback
def async_condition_from_config(hass: HomeAssistant, config: ConfigType) -> ConditionCheckerType:
    """Return a function that tests the condition."""
    expected = CONDITIONS[config[CONF_TYPE]]
    registry_id = required_entity(hass, config, STATE).id

    def is_met(hass: HomeAssistant, _variables: TemplateVarsType) -> bool:
        return posture_state(hass, er.async_get(hass).async_get(registry_id)) is expected

    return is_met
