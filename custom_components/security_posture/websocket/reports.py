"""The websocket contract, version 1. The only way anything but the summary leaves.

Home Assistant writes whatever a schema refuses into its log, and sends it back. So the
values are looked at here: what somebody asked for is nobody else's business.
"""

from typing import Any, Final

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_INVALID_FORMAT,
    ERR_NOT_FOUND,
    ERR_UNAUTHORIZED,
)
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN, SIGNAL_CHANGED
from ..posture.checks import CHECKS
from ..posture.model import Result
from ..posture.projection import evidence
from .decorators import is_passwordless
from .snapshot import loaded_coordinator, snapshot

ERR_NOT_READY: Final = "not_ready"


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the commands; they answer even while the entry is not loaded."""
    for command in (ws_subscribe, ws_recheck, ws_evidence):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/subscribe"})
@callback
def ws_subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send a snapshot now and after every change, for whoever the user is by then."""
    sent: dict[str, Any] | None = None

    @callback
    def push() -> None:
        nonlocal sent
        fresh = snapshot(hass, connection.user)
        content = {name: value for name, value in fresh.items() if name != "now"}
        if content != sent:
            sent = content
            connection.send_event(msg["id"], fresh)

    @callback
    def on_entry(_change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN:
            push()

    stops = (
        async_dispatcher_connect(hass, SIGNAL_CHANGED, push),
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry),
    )

    @callback
    def unsubscribe() -> None:
        for stop in stops:
            stop()

    connection.subscriptions[msg["id"]] = unsubscribe
    connection.send_result(msg["id"])
    push()


@websocket_api.require_admin
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/recheck"})
@websocket_api.async_response
async def ws_recheck(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Look at everything now."""
    coordinator = loaded_coordinator(hass)
    if coordinator is None or coordinator.summary is None:
        _not_ready(connection, msg)
        return
    if not await coordinator.async_recheck():
        _not_ready(connection, msg)
        return
    connection.send_result(msg["id"], {"checked_at": coordinator.summary.checked_at.isoformat()})


@websocket_api.require_admin
@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/evidence", vol.Required("check_id"): object}
)
@callback
def ws_evidence(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the names and addresses behind one finding."""
    if is_passwordless(hass, connection):
        connection.send_error(
            msg["id"], ERR_UNAUTHORIZED, "Sign in with a password to see names and addresses"
        )
        return
    check_id = msg["check_id"]
    if not isinstance(check_id, str):
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A check is needed")
        return
    if check_id not in CHECKS:
        connection.send_error(msg["id"], ERR_NOT_FOUND, "There is no such check")
        return
    result = _result(hass, check_id)
    if result is None:
        _not_ready(connection, msg)
        return
    connection.send_result(msg["id"], {"check_id": check_id, "rows": evidence(result)})


def _result(hass: HomeAssistant, check_id: str) -> Result | None:
    coordinator = loaded_coordinator(hass)
    if coordinator is None or coordinator.data is None:
        return None
    return next((row for row in coordinator.data.results if row.id == check_id), None)


def _not_ready(connection: ActiveConnection, msg: dict[str, Any]) -> None:
    connection.send_error(msg["id"], ERR_NOT_READY, "There is no report yet")
