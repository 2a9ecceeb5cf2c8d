"""Recognize locks, alarms, cameras, routers and bridges, whose updates matter most."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

_DOMAINS: Final = frozenset({"alarm_control_panel", "camera", "lock"})
# Home Assistant has no device class for routers; these integrations are for them.
_ROUTERS: Final = frozenset(
    {
        "asuswrt",
        "bbox",
        "freebox",
        "fritz",
        "huawei_lte",
        "keenetic_ndms2",
        "linksys_smart",
        "mikrotik",
        "netgear",
        "netgear_lte",
        "opnsense",
        "ruckus_unleashed",
        "starlink",
        "synology_srm",
        "tplink_omada",
        "ubus",
        "unifi",
        "vodafone_station",
    }
)


class Protectors:
    """Entities of protective devices, by the registries."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Find the bridges once: devices that others are connected via."""
        self._entities = er.async_get(hass)
        self._bridges = {device.via_device_id for device in dr.async_get(hass).devices}

    def has(self, entry: er.RegistryEntry | None) -> bool:
        """Return whether the device of an entity is a protective one."""
        if entry is None:
            return False
        if entry.platform in _ROUTERS:
            return True
        if entry.device_id is None:
            return False
        siblings = er.async_entries_for_device(self._entities, entry.device_id)
        return entry.device_id in self._bridges or any(
            other.domain in _DOMAINS for other in siblings
        )
