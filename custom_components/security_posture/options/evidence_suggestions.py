"""Entities of other integrations found here that can be evidence, offered in the options.

Only what the sensors are known to say is offered. IP Ban Manager, BackupCheckup and Spook
tell of Home Assistant's own bans, backups and tokens: those are read directly, and a sensor
that repeats them would be no evidence of anything else. They are named, and linked.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import entity_sources

# By domain, as each calls itself in every language.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "backup_checkup": "BackupCheckup",
        "crowdsec": "CrowdSec",
        "fail2ban": "Fail2Ban",
        "ip_ban_manager": "IP Ban Manager",
        "spook": "Spook",
    }
)
# Set up in YAML, and without unique ids: its sensors are in no registry. One for each jail.
_FAIL2BAN: Final = "fail2ban"
_CROWDSEC: Final = "crowdsec"
# How the unique id of CrowdSec's only sensor ends, after the id of the config entry.
_DECISIONS: Final = "_active_decisions"


def installed_tools(hass: HomeAssistant) -> list[str]:
    """Return the names of the tools that are here: set up and running, or with entities."""
    with_entities = set(_domains(hass).values())
    return [
        name
        for domain, name in NAMES.items()
        if domain in with_entities or hass.config_entries.async_loaded_entries(domain)
    ]


def suggested_ban_sensors(hass: HomeAssistant) -> list[str]:
    """Return the entities that tell of bans made by something else than Home Assistant."""
    registry = er.async_get(hass)

    def tells(entity_id: str, domain: str) -> bool:
        if domain == _FAIL2BAN:
            return True
        entry = registry.async_get(entity_id)
        return domain == _CROWDSEC and entry is not None and entry.unique_id.endswith(_DECISIONS)

    return sorted(
        entity_id
        for entity_id, domain in _domains(hass).items()
        if entity_id.startswith(f"{Platform.SENSOR}.") and tells(entity_id, domain)
    )


def _domains(hass: HomeAssistant) -> dict[str, str]:
    """Return the integration behind each entity; disabled ones are left out."""
    return {**dict(_registered(hass)), **dict(_running(hass))}


def _registered(hass: HomeAssistant) -> Iterator[tuple[str, str]]:
    for entry in er.async_get(hass).entities.values():
        if entry.disabled_by is None:
            yield entry.entity_id, entry.platform


def _running(hass: HomeAssistant) -> Iterator[tuple[str, str]]:
    for entity_id, source in entity_sources(hass).items():
        yield entity_id, source["domain"]
