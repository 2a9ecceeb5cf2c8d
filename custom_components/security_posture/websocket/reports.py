"""The websocket commands of the report: subscribe, recheck, and the evidence of a finding."""

from typing import Any

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_INVALID_FORMAT,
    ERR_NOT_ALLOWED,
    ERR_NOT_FOUND,
)
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..coordinator import PostureCoordinator
from ..posture.history import CONFIRMABLE
from ..posture.projection import evidence
from .confirmation import confirmation_for
from .decorators import UNVALIDATED, require_password_login, send_not_ready, with_coordinator
from .subscriptions import SUBSCRIPTIONS, Subscriptions


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the commands; they answer even while the entry is not loaded."""
    hass.data[SUBSCRIPTIONS] = Subscriptions(hass)
    for command in (ws_subscribe, ws_recheck, ws_evidence):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/subscribe"})
@callback
def ws_subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send a snapshot now and after every change, by the user's permissions at that time."""
    if not hass.data[SUBSCRIPTIONS].async_add(connection, msg["id"]):
        connection.send_error(
            msg["id"], ERR_NOT_ALLOWED, "There are too many subscriptions on this connection"
        )


@websocket_api.require_admin
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/recheck"})
@websocket_api.async_response
@with_coordinator
async def ws_recheck(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Run all checks now."""
    if not await coordinator.async_recheck() or coordinator.summary is None:
        send_not_ready(connection, msg)
        return
    connection.send_result(msg["id"], {"checked_at": coordinator.summary.checked_at.isoformat()})


@websocket_api.require_admin
@require_password_login("see names and addresses")
@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/evidence", vol.Required("check_id"): UNVALIDATED}
)
@websocket_api.async_response
@with_coordinator
async def ws_evidence(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Send the names and addresses of one finding."""
    check_id = msg["check_id"]
    if not isinstance(check_id, str):
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A check is needed")
        return
    results = coordinator.data.results if coordinator.data else ()
    result = next((row for row in results if row.id == check_id), None)
    if result is None:
        connection.send_error(msg["id"], ERR_NOT_FOUND, "There is no such check")
        return
    answer: dict[str, Any] = {"check_id": check_id, "rows": evidence(result)}
    if check_id == CONFIRMABLE:
        # Only what is shown can be confirmed: all of it, and as it is in the newest facts.
        is_shown = (
            result.is_conclusive
            and result.rows == len(result.evidence)
            and coordinator.last_update_success
        )
        answer["confirmation"] = (
            confirmation_for(hass, connection, coordinator) if is_shown else None
        )
    connection.send_result(msg["id"], answer)
