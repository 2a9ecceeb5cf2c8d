"""System health: is it looking. Every signed-in user may read it, so it says no more."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_loaded_integration

from .const import DOMAIN
from .posture import RULESET
from .websocket.snapshot import loaded_coordinator, phase


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer what `system_health_info` says."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return versions, the phase and when everything was last read, in fixed words."""
    coordinator = loaded_coordinator(hass)
    summary = coordinator.summary if coordinator else None
    info = {
        "version": str(async_get_loaded_integration(hass, DOMAIN).version),
        "ruleset": RULESET,
        "phase": phase(hass),
    }
    if coordinator is None or summary is None:
        return info
    return info | {
        "last_complete_run": summary.checked_at,
        "is_current": coordinator.last_update_success and not coordinator.is_stale,
    }
