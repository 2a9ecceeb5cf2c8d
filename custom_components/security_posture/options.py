"""The options: what may be chosen, and what of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import probatio as vol

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .const import (
    CONF_BAN_ENTITIES,
    CONF_HOST_UPDATES_ENTITY,
    CONF_MAX_BACKUP_AGE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from .posture.projection import VIEWER_DETAILS

ERROR_MISSING: Final = "entity_missing"
ERROR_OWN: Final = "entity_own"
# Days. A backup older than a year restores another home.
LONGEST_AGE: Final = 365

_ENTITIES: Final = (CONF_BAN_ENTITIES, CONF_PULLED_BACKUP_ENTITY, CONF_HOST_UPDATES_ENTITY)

OPTIONS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_VIEWER_DETAIL, default=VIEWER_DETAILS[0]): SelectSelector(
            SelectSelectorConfig(
                options=list(VIEWER_DETAILS),
                mode=SelectSelectorMode.LIST,
                translation_key=CONF_VIEWER_DETAIL,
            )
        ),
        vol.Optional(CONF_MAX_BACKUP_AGE): NumberSelector(
            NumberSelectorConfig(
                min=1,
                max=LONGEST_AGE,
                step=1,
                unit_of_measurement="d",
                mode=NumberSelectorMode.BOX,
            )
        ),
        vol.Optional(CONF_PULLED_BACKUP_ENTITY): EntitySelector(
            EntitySelectorConfig(domain=["sensor", "input_datetime"])
        ),
        vol.Optional(CONF_BAN_ENTITIES): EntitySelector(
            EntitySelectorConfig(domain=["sensor", "binary_sensor"], multiple=True)
        ),
        vol.Optional(CONF_HOST_UPDATES_ENTITY): EntitySelector(
            EntitySelectorConfig(domain=["sensor", "binary_sensor", "update"])
        ),
        vol.Required(CONF_REFRESH_ADVISORIES, default=False): BooleanSelector(),
    }
)


def refused_entities(hass: HomeAssistant, chosen: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields whose entities cannot be evidence, as form errors.

    One that is registered may come back: its integration can be down for the moment. One of
    our own would be evidence for itself.
    """
    registry = er.async_get(hass)

    def refusal(entity_id: str) -> str | None:
        entry = registry.async_get(entity_id)
        if entry is not None:
            return ERROR_OWN if entry.platform == DOMAIN else None
        return ERROR_MISSING if hass.states.get(entity_id) is None else None

    return {
        field: error
        for field in _ENTITIES
        if (error := next(filter(None, map(refusal, _listed(chosen.get(field)))), None))
    }


def tidied(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as they are kept: nothing empty, whole days."""
    kept = {field: value for field, value in chosen.items() if value not in (None, "", [])}
    if CONF_MAX_BACKUP_AGE in kept:
        kept[CONF_MAX_BACKUP_AGE] = int(kept[CONF_MAX_BACKUP_AGE])
    return kept


def _listed(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]
