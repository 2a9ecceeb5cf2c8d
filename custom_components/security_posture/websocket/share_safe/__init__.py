"""The websocket commands of the shareable copy: review it, decide, make it."""

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback

from . import choices, command
from .job import async_stop

__all__ = ["async_register", "async_stop"]


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the commands; they answer even while the entry is not loaded."""
    choices.async_register(hass)
    command.async_register(hass)

    @callback
    def on_stop(_event: Event) -> None:
        async_stop(hass)

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, on_stop)
