"""Devices that the safety of others rests on: locks, alarms, cameras, routers, bridges."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

_DOMAINS: Final = frozenset({"alarm_control_panel", "camera", "lock"})
# Home Assistant knows no device class of routers; these integrations are about them.
_ROUTERS: Final = frozenset(
    {
        *("asuswrt", "bbox", "freebox", "fritz", "huawei_lte", "keenetic_ndms2", "linksys_smart"),
        *("mikrotik", "netgear", "netgear_lte", "opnsense", "ruckus_unleashed"),
        *("starlink", "synology_srm", "tplink_omada", "ubus", "unifi", "vodafone_station"),
    }
)


class Protectors:
    """Which entities belong to such a device, by the registries as they are now."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Look through the devices once: a bridge is known by those that are reached through it."""
        self._entities = er.async_get(hass)
        self._bridges = {device.via_device_id for device in dr.async_get(hass).devices}

    def has(self, entry: er.RegistryEntry | None) -> bool:
        """Return whether the device of an entity is one of those."""
        if entry is None:
            return False
        if entry.platform in _ROUTERS:
            return True
        if entry.device_id is None:
            return False
        beside = er.async_entries_for_device(self._entities, entry.device_id)
        return entry.device_id in self._bridges or any(other.domain in _DOMAINS for other in beside)
