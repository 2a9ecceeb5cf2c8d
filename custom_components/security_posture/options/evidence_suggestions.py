"""Suggest entities of other integrations as evidence in the options.

Only entities with a known meaning are suggested. IP Ban Manager, BackupCheckup and Spook show
Home Assistant's own bans, backups and tokens, which are read directly: their entities are no
evidence of anything else, so these tools are only named.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import entity_sources

# By domain; product names are not translated.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "backup_checkup": "BackupCheckup",
        "crowdsec": "CrowdSec",
        "fail2ban": "Fail2Ban",
        "ip_ban_manager": "IP Ban Manager",
        "spook": "Spook",
    }
)
# Set up in YAML and without unique ids, so its sensors (one per jail) are not in the registry.
_FAIL2BAN: Final = "fail2ban"
_CROWDSEC: Final = "crowdsec"
# The unique id of CrowdSec's only sensor ends with this, after the id of the config entry.
_DECISIONS: Final = "_active_decisions"


def installed_tools(hass: HomeAssistant) -> list[str]:
    """Return the names of the tools that are loaded or have entities."""
    with_entities = set(_domains(hass).values())
    return [
        name
        for domain, name in NAMES.items()
        if domain in with_entities or hass.config_entries.async_loaded_entries(domain)
    ]


def suggested_ban_sensors(hass: HomeAssistant) -> list[str]:
    """Return the sensors of bans made by other systems than Home Assistant."""
    registry = er.async_get(hass)

    def shows_bans(entity_id: str, domain: str) -> bool:
        if domain == _FAIL2BAN:
            return True
        entry = registry.async_get(entity_id)
        return domain == _CROWDSEC and entry is not None and entry.unique_id.endswith(_DECISIONS)

    return sorted(
        entity_id
        for entity_id, domain in _domains(hass).items()
        if entity_id.startswith(f"{Platform.SENSOR}.") and shows_bans(entity_id, domain)
    )


def _domains(hass: HomeAssistant) -> dict[str, str]:
    """Return the integration of each entity that is not disabled."""
    return {**dict(_registered(hass)), **dict(_loaded(hass))}


def _registered(hass: HomeAssistant) -> Iterator[tuple[str, str]]:
    for entry in er.async_get(hass).entities.values():
        if entry.disabled_by is None:
            yield entry.entity_id, entry.platform


def _loaded(hass: HomeAssistant) -> Iterator[tuple[str, str]]:
    for entity_id, source in entity_sources(hass).items():
        yield entity_id, source["domain"]
