"""The Supervisor's mounts for backups: disks and network storage.

The Supervisor lists no backups of a mount that is down, without an error. So a mount is asked for
its state before an empty list counts. A disk is on this machine, network storage is not.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from ...posture.facts import Reason, Unavailable
from ..common.errors import reason_of, require_type

DOMAIN: Final = "hassio"
# The Supervisor's own disk, which is no mount.
LOCAL: Final = f"{DOMAIN}.local"
# Seconds; the Supervisor is on this machine.
MOUNTS_TIMEOUT: Final = 10.0
_DISK: Final = "disk"
_ACTIVE: Final = "active"


@dataclass(frozen=True, slots=True)
class Mount:
    """One mount for backups."""

    is_disk: bool
    down: Unavailable | None  # None: it is up


async def read_mounts(hass: HomeAssistant, locations: Collection[str]) -> dict[str, Mount]:
    """Return the mounts among the locations, by location."""
    mounted = [name for name in locations if name.startswith(f"{DOMAIN}.") and name != LOCAL]
    if not mounted:
        return {}
    infos = await _infos(hass)
    return {name: _mount(hass, name.partition(".")[2], infos) for name in mounted}


async def _infos(hass: HomeAssistant) -> Mapping[str, tuple[str, str]] | Unavailable:
    """Return type and state by name, as the Supervisor knows them now."""
    try:
        from homeassistant.components.hassio import get_supervisor_client  # optional

        async with asyncio.timeout(MOUNTS_TIMEOUT):
            found = await get_supervisor_client(hass).mounts.info()
        return {
            require_type(mount.name, str): (str(mount.type), str(mount.state))
            for mount in found.mounts
        }
    except Exception as err:  # noqa: BLE001 - no response, or one the client cannot parse
        return Unavailable(reason_of(err))


def _mount(
    hass: HomeAssistant, name: str, infos: Mapping[str, tuple[str, str]] | Unavailable
) -> Mount:
    if isinstance(infos, Unavailable):
        return Mount(is_disk=_is_registered_disk(hass, name), down=infos)
    if name not in infos:
        return Mount(is_disk=_is_registered_disk(hass, name), down=Unavailable(Reason.NOT_LOADED))
    kind, state = infos[name]
    return Mount(
        is_disk=kind == _DISK, down=None if state == _ACTIVE else Unavailable(Reason.REFUSED)
    )


def _is_registered_disk(hass: HomeAssistant, name: str) -> bool:
    """Return whether Home Assistant has registered the mount as a disk; its model is usage/type."""
    registry, identifier = dr.async_get(hass), (DOMAIN, f"mount_{name}")
    devices = (
        registry.async_get_device_by_identifier(identifier, entry.entry_id)
        for entry in hass.config_entries.async_entries(DOMAIN)
    )
    return any(device and (device.model_id or "").endswith(f"/{_DISK}") for device in devices)
