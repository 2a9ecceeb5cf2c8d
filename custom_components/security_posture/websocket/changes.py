"""The websocket command that tells what changed, and since when it is news to who asks."""

from typing import Any

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..posture.projection import changes
from .reports import ERR_NOT_READY
from .snapshot import loaded_coordinator


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_changes)


@websocket_api.require_admin
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/changes"})
@websocket_api.async_response
async def ws_changes(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send the newest changes, and remember that this user has looked."""
    users = {user.id for user in await hass.auth.async_get_users()}
    if (coordinator := loaded_coordinator(hass)) is None or coordinator.summary is None:
        connection.send_error(msg["id"], ERR_NOT_READY, "There is no report yet")
        return
    looked_at, rows = coordinator.history.async_look(connection.user.id, users, dt_util.utcnow())
    connection.send_result(
        msg["id"],
        {"looked_at": looked_at and looked_at.isoformat(), "changes": changes(rows)},
    )
