"""The websocket commands of the card (docs/architecture.md has the contract)."""

from homeassistant.core import HomeAssistant, callback

from . import changes, confirmation, reports, risks, share_safe


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register all commands. They outlive the config entry."""
    for commands in (reports, changes, risks, confirmation, share_safe):
        commands.async_register(hass)


@callback
def async_stop(hass: HomeAssistant) -> None:
    """End what still runs for a client: the config entry is unloaded."""
    share_safe.async_stop(hass)
