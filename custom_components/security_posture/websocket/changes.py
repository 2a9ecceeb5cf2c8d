"""The websocket command that lists what changed, and when the user last read that list."""

from typing import Any

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..coordinator import PostureCoordinator
from ..posture.projection import changes
from .decorators import has_password_login, with_coordinator


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_changes)


@websocket_api.require_admin
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/changes"})
@websocket_api.async_response
@with_coordinator
async def ws_changes(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Send the newest changes, and store that this user has read them."""
    users = {user.id: user.name for user in await hass.auth.async_get_users()}
    history = coordinator.history
    read_at, rows = history.async_read(connection.user.id, users, dt_util.utcnow())
    names = None
    if has_password_login(hass, connection):
        names = {history.user_key(user_id): name for user_id, name in users.items()}
    connection.send_result(
        msg["id"],
        {"looked_at": read_at and read_at.isoformat(), "changes": changes(rows, names)},
    )
