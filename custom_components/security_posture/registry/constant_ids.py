"""Entities and their device keep their ids when the integration is removed and added again.

Home Assistant recognizes removed ones for 30 days by unique id and identifier, and restores their
entity ids, names, areas and the ids that automations contain. Earlier versions used ids that
contain the id of the config entry, which is another one after adding the integration again.
"""

from contextlib import suppress
import re
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN

# There is only one config entry, and it has one device.
DEVICE: Final = (DOMAIN, DOMAIN)
# A unique id of an earlier version: the id of the config entry, and the key of the entity.
_FORMER: Final = re.compile(r"(?P<entry_id>[0-9A-Za-z]{26,32})_(?P<key>.+)")


@callback
def async_keep_ids(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Give what an earlier version registered its constant ids.

    This runs at every setup: the earlier version may have been installed again in between, and
    Home Assistant may have stopped before it saved the registries.
    """
    if not er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        # Without what Home Assistant remembers, new entities are created.
        with suppress(AttributeError, TypeError):
            _restore_removed(hass, entry)
    _keep_device(hass, entry)
    _keep_entities(hass, entry)


def _keep_entities(hass: HomeAssistant, entry: ConfigEntry) -> None:
    registry = er.async_get(hass)
    for ours in er.async_entries_for_config_entry(registry, entry.entry_id):
        former = _FORMER.fullmatch(ours.unique_id)
        if former is None:
            continue
        key = former["key"]
        if registry.async_get_entity_id(ours.domain, DOMAIN, key):
            # Of an earlier version that was installed in between: automations use the other one.
            registry.async_remove(ours.entity_id)
        else:
            registry.async_update_entity(ours.entity_id, new_unique_id=key)


def _keep_device(hass: HomeAssistant, entry: ConfigEntry) -> None:
    registry, entities = dr.async_get(hass), er.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    # The one with the constant identifier, or the oldest.
    devices.sort(key=lambda each: (DEVICE not in each.identifiers, each.created_at))
    for kept in devices[:1]:
        if kept.identifiers != {DEVICE}:
            registry.async_update_device(kept.id, new_identifiers={DEVICE})
        for other in devices[1:]:
            for ours in er.async_entries_for_device(
                entities, other.id, include_disabled_entities=True
            ):
                # Home Assistant removes the entities of a removed device.
                entities.async_update_entity(ours.entity_id, device_id=kept.id)
            registry.async_remove_device(other.id)


def _restore_removed(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Restore what was removed with an earlier version, which Home Assistant does not recognize."""
    registry = er.async_get(hass)
    removed = [each for each in registry.deleted_entities.values() if each.platform == DOMAIN]
    latest = max(removed, key=lambda each: each.modified_at, default=None)
    former = latest and _FORMER.fullmatch(latest.unique_id)
    if not former:
        return
    entry_id = former["entry_id"]
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, entry_id)}
    )
    for each in removed:
        if each.unique_id.startswith(f"{entry_id}_"):
            registry.async_get_or_create(
                each.domain, DOMAIN, each.unique_id, config_entry=entry, device_id=device.id
            )
