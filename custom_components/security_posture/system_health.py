"""System health: whether the checks run. All users can read it, so it contains no results."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_loaded_integration

from .const import DOMAIN
from .coordinator import loaded_coordinator, phase
from .posture import RULESET


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register the system health callback."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the versions, the phase and the date of the last full check."""
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
