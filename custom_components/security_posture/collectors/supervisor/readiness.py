"""Tell a Supervisor that was not asked yet from one that Home Assistant cannot reach."""

from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from ...posture.facts import Reason, Unavailable

DOMAIN: Final = "hassio"
_FAILED: Final = (ConfigEntryState.SETUP_ERROR, ConfigEntryState.SETUP_RETRY)


def not_ready(hass: HomeAssistant) -> Unavailable:
    """Return why Home Assistant has no data of the Supervisor yet."""
    entries = hass.config_entries.async_entries(DOMAIN)
    failed = any(entry.state in _FAILED for entry in entries)
    return Unavailable(Reason.NOT_LOADED if failed else Reason.STARTING)
