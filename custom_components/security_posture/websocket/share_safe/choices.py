"""The websocket command that keeps what a person decided about kinds and texts."""

from typing import Any, Final

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT
from homeassistant.core import HomeAssistant, callback

from ...const import DOMAIN
from ...coordinator import loaded_coordinator
from ...share_safe import Private
from ...storage.copy_choices import FIXED, NotSavedError, copy_choices_store
from ..decorators import ERR_NOT_READY, UNVALIDATED, require_password_login

# In characters; the scan suggests no longer text.
MAX_TEXT: Final = 256


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_choose)


@websocket_api.require_admin
@require_password_login("get a copy")
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/share_safe/choose",
        vol.Required("kind"): UNVALIDATED,
        vol.Optional("text", default=""): UNVALIDATED,
        vol.Required("on"): UNVALIDATED,
    }
)
@websocket_api.async_response
async def ws_choose(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Keep a decision for the next copies."""
    kind, text, on = _kind(msg["kind"]), msg["text"], msg["on"]
    if kind is None or not isinstance(on, bool) or not _is_text(text):
        connection.send_error(
            msg["id"], ERR_INVALID_FORMAT, "A kind that can be switched off is needed"
        )
        return
    if loaded_coordinator(hass) is None:
        # Stored decisions are deleted with the config entry.
        connection.send_error(msg["id"], ERR_NOT_READY, "The integration is not set up")
        return
    try:
        await copy_choices_store(hass).async_choose(kind, text, on=on)
    except NotSavedError:
        connection.send_error(msg["id"], ERR_NOT_READY, "The decision was not kept")
    else:
        connection.send_result(msg["id"])


def _kind(value: object) -> Private | None:
    """Return the kind, or None if it is none or always replaced."""
    found = next((kind for kind in Private if kind.value == value), None)
    return None if found in FIXED else found


def _is_text(value: object) -> bool:
    """Return whether it is empty, for the whole kind, or a text that can be found."""
    return isinstance(value, str) and len(value) <= MAX_TEXT and (not value or bool(value.strip()))
