"""What the websocket commands share: their requirements and errors."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_UNAUTHORIZED, WebSocketCommandHandler
from homeassistant.core import HomeAssistant, callback

from ..coordinator import PostureCoordinator, loaded_coordinator

ERR_NOT_READY: Final = "not_ready"
# The auth provider that creates a session without a password.
PASSWORDLESS: Final = "trusted_networks"
# The schema of a field that the command validates itself: Home Assistant logs the values that
# a schema refuses, and sends them back.
UNVALIDATED: Final = object

type _HandlerWithCoordinator = Callable[
    [HomeAssistant, ActiveConnection, dict[str, Any], PostureCoordinator], Awaitable[None]
]
type _AsyncHandler = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], Awaitable[None]]


def with_coordinator(func: _HandlerWithCoordinator) -> _AsyncHandler:
    """Pass the coordinator to an async command; send an error if there is no report yet."""

    @wraps(func)
    async def handler(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        coordinator = loaded_coordinator(hass)
        if coordinator is None or coordinator.summary is None:
            send_not_ready(connection, msg)
            return
        await func(hass, connection, msg, coordinator)

    return handler


def require_password_login(
    purpose: str,
) -> Callable[[WebSocketCommandHandler], WebSocketCommandHandler]:
    """Refuse a command to sessions that were created without a password."""

    def decorator(func: WebSocketCommandHandler) -> WebSocketCommandHandler:
        @callback
        @wraps(func)
        def handler(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
            if is_passwordless(hass, connection):
                connection.send_error(
                    msg["id"], ERR_UNAUTHORIZED, f"Sign in with a password to {purpose}"
                )
                return
            func(hass, connection, msg)

        return handler

    return decorator


def is_passwordless(hass: HomeAssistant, connection: ActiveConnection) -> bool:
    """Return whether the session of a connection was created without a password."""
    if connection.refresh_token_id is None:
        return False  # the Supervisor's own socket
    token = hass.auth.async_get_refresh_token(connection.refresh_token_id)
    if token is None:
        return True  # revoked since
    return token.credential is not None and token.credential.auth_provider_type == PASSWORDLESS


def send_not_ready(connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the error that there is no report yet."""
    connection.send_error(msg["id"], ERR_NOT_READY, "There is no report yet")
