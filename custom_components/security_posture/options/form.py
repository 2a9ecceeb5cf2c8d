"""The form of the options flow, and its conversion to and from the stored options.

The form has sections. The stored options have none, so that moving a field to another section
needs no migration.
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
    CONF_KEEP_CARD,
    CONF_MAX_BACKUP_AGE,
    CONF_NETWORK_PROBE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_SCAN_INTERVAL,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from ..posture.projection import VIEWER_DETAILS
from ..scheduling.intervals import DEFAULT_INTERVAL, MAX_INTERVAL, MIN_INTERVAL
from .evidence_suggestions import suggested_backup_entity, suggested_ban_sensors

ERROR_MISSING: Final = "entity_missing"
ERROR_OWN: Final = "entity_own"
# Days.
MAX_BACKUP_AGE_LIMIT: Final = 365

EVIDENCE: Final = "evidence"
_ENTITIES: Final = (CONF_BAN_ENTITIES, CONF_PULLED_BACKUP_ENTITY, CONF_HOST_UPDATES_ENTITY)
_WHOLE_NUMBERS: Final = (CONF_SCAN_INTERVAL, CONF_MAX_BACKUP_AGE)


def _number(minimum: int, maximum: int, unit: str) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(
            min=minimum,
            max=maximum,
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
                vol.Required(CONF_KEEP_CARD, default=False): BooleanSelector(),
            }
        ),
        "looking": vol.Schema(
            {
                vol.Required(CONF_SCAN_INTERVAL, default=DEFAULT_INTERVAL): _number(
                    MIN_INTERVAL, MAX_INTERVAL, UnitOfTime.HOURS
                ),
                vol.Required(CONF_NETWORK_PROBE, default=True): BooleanSelector(),
                vol.Required(CONF_FILE_SCAN, default=True): BooleanSelector(),
                vol.Required(CONF_REFRESH_ADVISORIES, default=False): BooleanSelector(),
                vol.Optional(CONF_MAX_BACKUP_AGE): _number(
                    1, MAX_BACKUP_AGE_LIMIT, UnitOfTime.DAYS
                ),
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


def with_sections(options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return stored options in the sections of the form."""
    return {
        name: {str(field): options[field] for field in fields.schema if field in options}
        for name, fields in SECTIONS.items()
    }


def flatten(user_input: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the input of the form without sections."""
    return {field: value for fields in user_input.values() for field, value in fields.items()}


def with_suggestions(hass: HomeAssistant, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored options, with the entities found here if none were ever saved."""
    if CONF_BAN_ENTITIES in options:
        return dict(options)
    found: dict[str, Any] = {CONF_BAN_ENTITIES: suggested_ban_sensors(hass)}
    if backup := suggested_backup_entity(hass):
        found[CONF_PULLED_BACKUP_ENTITY] = backup
    return {**found, **options}


def invalid_entity(hass: HomeAssistant, options: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first entity that cannot be evidence and the form's error, or None.

    A registered entity without a state is valid, because its integration may be down at the
    moment. A disabled one is not, nor is one of this integration.
    """
    registry = er.async_get(hass)
    for field in _ENTITIES:
        for entity_id in _as_list(options.get(field)):
            entry = registry.async_get(entity_id)
            if entry is not None and entry.platform == DOMAIN:
                return entity_id, ERROR_OWN
            # The selector also accepts registry ids, under which there are no states.
            exists = valid_entity_id(entity_id) and entry is not None and not entry.disabled
            if not exists and hass.states.get(entity_id) is None:
                return entity_id, ERROR_MISSING
    return None


def normalize(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options to store: no empty values, whole numbers.

    An empty list of ban sensors is stored, so that none are suggested again.
    """
    stored = {field: value for field, value in options.items() if value not in (None, "", [])}
    for field in _WHOLE_NUMBERS:
        if field in stored:
            stored[field] = int(stored[field])
    return {CONF_BAN_ENTITIES: [], **stored}


def _as_list(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]
