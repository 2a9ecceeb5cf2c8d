"""The options: what may be chosen, and what of it is kept.

The form has sections; what is kept has none, so that a field can move without a migration.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import probatio as vol

from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant, valid_entity_id
from homeassistant.data_entry_flow import section
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

from ..const import (
    CONF_BAN_ENTITIES,
    CONF_FILE_SCAN,
    CONF_HOST_UPDATES_ENTITY,
    CONF_MAX_BACKUP_AGE,
    CONF_NETWORK_PROBE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_SCAN_INTERVAL,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from ..posture.projection import VIEWER_DETAILS
from .evidence_suggestions import suggested_ban_sensors
from .schedule import DEFAULT_INTERVAL, LONGEST_INTERVAL, SHORTEST_INTERVAL

ERROR_MISSING: Final = "entity_missing"
ERROR_OWN: Final = "entity_own"
# Days. A backup older than a year restores another home.
LONGEST_AGE: Final = 365

EVIDENCE: Final = "evidence"
_ENTITIES: Final = (CONF_BAN_ENTITIES, CONF_PULLED_BACKUP_ENTITY, CONF_HOST_UPDATES_ENTITY)
_WHOLE_NUMBERS: Final = (CONF_SCAN_INTERVAL, CONF_MAX_BACKUP_AGE)


def _number(least: int, most: int, unit: str) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(
            min=least,
            max=most,
            step=1,
            unit_of_measurement=unit,
            mode=NumberSelectorMode.BOX,
        )
    )


SECTIONS: Mapping[str, vol.Schema] = MappingProxyType(
    {
        "audience": vol.Schema(
            {
                vol.Required(CONF_VIEWER_DETAIL, default=VIEWER_DETAILS[0]): SelectSelector(
                    SelectSelectorConfig(
                        options=list(VIEWER_DETAILS),
                        mode=SelectSelectorMode.LIST,
                        translation_key=CONF_VIEWER_DETAIL,
                    )
                ),
            }
        ),
        "looking": vol.Schema(
            {
                vol.Required(CONF_SCAN_INTERVAL, default=DEFAULT_INTERVAL): _number(
                    SHORTEST_INTERVAL, LONGEST_INTERVAL, UnitOfTime.HOURS
                ),
                vol.Required(CONF_NETWORK_PROBE, default=True): BooleanSelector(),
                vol.Required(CONF_FILE_SCAN, default=True): BooleanSelector(),
                vol.Required(CONF_REFRESH_ADVISORIES, default=False): BooleanSelector(),
                vol.Optional(CONF_MAX_BACKUP_AGE): _number(1, LONGEST_AGE, UnitOfTime.DAYS),
            }
        ),
        EVIDENCE: vol.Schema(
            {
                vol.Optional(CONF_BAN_ENTITIES): EntitySelector(
                    EntitySelectorConfig(domain=["sensor", "binary_sensor"], multiple=True)
                ),
                vol.Optional(CONF_PULLED_BACKUP_ENTITY): EntitySelector(
                    EntitySelectorConfig(domain=["sensor", "input_datetime"])
                ),
                vol.Optional(CONF_HOST_UPDATES_ENTITY): EntitySelector(
                    EntitySelectorConfig(domain=["sensor", "binary_sensor", "update"])
                ),
            }
        ),
    }
)
OPTIONS_SCHEMA: Final = vol.Schema(
    {vol.Required(name): section(fields) for name, fields in SECTIONS.items()}
)


def in_sections(options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return kept options as the form groups them."""
    return {
        name: {str(field): options[field] for field in fields.schema if field in options}
        for name, fields in SECTIONS.items()
    }


def flat(chosen: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the form sent without its sections."""
    return {field: value for fields in chosen.values() for field, value in fields.items()}


def suggested(hass: HomeAssistant, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to fill in: what is kept, and the sensors found here for what was never asked."""
    return {CONF_BAN_ENTITIES: suggested_ban_sensors(hass), **options}


def refused_entity(hass: HomeAssistant, chosen: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first entity that cannot be evidence, and the form's error; None: all can.

    One that is registered may come back: its integration can be down for the moment. One
    that is disabled will not, and one of our own would be evidence for itself.
    """
    registry = er.async_get(hass)
    for field in _ENTITIES:
        for entity_id in _listed(chosen.get(field)):
            entry = registry.async_get(entity_id)
            if entry is not None and entry.platform == DOMAIN:
                return entity_id, ERROR_OWN
            # The form also takes the registry's own ids, of anything; no state is kept under one.
            is_there = valid_entity_id(entity_id) and entry is not None and not entry.disabled
            if not is_there and hass.states.get(entity_id) is None:
                return entity_id, ERROR_MISSING
    return None


def normalized(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as they are kept: nothing empty, whole numbers.

    An empty list of ban sensors is kept: it is an answer, and ends the offering of some.
    """
    kept = {field: value for field, value in chosen.items() if value not in (None, "", [])}
    for field in _WHOLE_NUMBERS:
        if field in kept:
            kept[field] = int(kept[field])
    return {CONF_BAN_ENTITIES: [], **kept}


def _listed(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]
