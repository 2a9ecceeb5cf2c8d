"""Suggest entities of other integrations as evidence in the options.

Only entities with a known meaning are suggested, among them those of apps that copy backups. IP
Ban Manager, BackupCheckup and Spook show Home Assistant's own bans, backups and tokens, which are
read directly: their entities are no evidence of anything else, so these tools are only named.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import entity_sources
from homeassistant.helpers.hassio import is_hassio

from ..collectors.evidence_entities.entity_states import last_backup
from ..posture.backup_apps import BACKUP_APPS, backup_app_of

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
# The state of an app that runs.
_STARTED: Final = "started"


def installed_tools(hass: HomeAssistant) -> list[str]:
    """Return the names of the tools that are loaded or have entities, and of backup apps."""
    with_entities = set(_domains(hass).values())
    tools = [
        name
        for domain, name in NAMES.items()
        if domain in with_entities or hass.config_entries.async_loaded_entries(domain)
    ]
    return [*tools, *running_backup_apps(hass).values()]


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


def running_backup_apps(hass: HomeAssistant) -> dict[str, str]:
    """Return the names of the backup apps that run, by their key in `BACKUP_APPS`."""
    found: dict[str, str] = {}
    for app in _apps(hass):
        key = backup_app_of(str(app["slug"]))
        if key and str(app["state"]) == _STARTED:
            found[key] = str(app["name"])
    return found


def suggested_backup_entity(hass: HomeAssistant) -> str | None:
    """Return the entity in which a running backup app shows the time of its last backup."""
    for key in running_backup_apps(hass):
        for entity_id in BACKUP_APPS[key]:
            if isinstance(last_backup(hass.states.get(entity_id)), datetime):
                return entity_id
    return None


def _apps(hass: HomeAssistant) -> list[Mapping[str, Any]]:
    if not is_hassio(hass):
        return []
    try:
        from homeassistant.components.hassio import get_apps_list  # optional

        apps = get_apps_list(hass)
    except Exception:  # noqa: BLE001 - the form works without suggestions
        return []
    return [app for app in apps or () if {"name", "slug", "state"} <= set(app)]


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
