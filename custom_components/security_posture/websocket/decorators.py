"""What the websocket commands share: their requirements and errors."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from homeassistant.auth.models import RefreshToken
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_UNAUTHORIZED, WebSocketCommandHandler
from homeassistant.core import HomeAssistant, callback

from ..collectors.auth import may_log_in_without_password
from ..coordinator import PostureCoordinator, loaded_coordinator
from ..posture.facts import LONG_LIVED

ERR_NOT_READY: Final = "not_ready"
# The auth providers that ask for a password; what any other asks for cannot be known.
_PASSWORD_PROVIDERS: Final = frozenset({"command_line", "homeassistant"})
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
    purpose: str, *, in_person: bool = False
) -> Callable[[WebSocketCommandHandler], WebSocketCommandHandler]:
    """Refuse a command to sessions that were not created with a password."""

    def decorator(func: WebSocketCommandHandler) -> WebSocketCommandHandler:
        @callback
        @wraps(func)
        def handler(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
            if not has_password_login(hass, connection, in_person=in_person):
                send_unauthorized(connection, msg, purpose)
                return
            func(hass, connection, msg)

        return handler

    return decorator


def has_password_login(
    hass: HomeAssistant, connection: ActiveConnection, *, in_person: bool = False
) -> bool:
    """Return whether the session of a connection was created with a password.

    A long-lived token counts if its user can log in with a password only: which of the user's
    sessions created it is not recorded. `in_person`: no long-lived token counts.
    """
    if connection.refresh_token_id is None or connection.user.system_generated:
        return False  # the Supervisor, or an app through it
    token = hass.auth.async_get_refresh_token(connection.refresh_token_id)
    if token is None:
        return False  # revoked since
    if token.token_type == LONG_LIVED:
        return not in_person and _needs_password(hass, token)
    credential = token.credential
    return (
        credential is not None
        and credential.auth_provider_type in _PASSWORD_PROVIDERS
        and any(each.id == credential.id for each in token.user.credentials)  # not removed since
    )


def _needs_password(hass: HomeAssistant, token: RefreshToken) -> bool:
    """Return whether the user of a long-lived token can log in with a password only."""
    providers = {credential.auth_provider_type for credential in token.user.credentials}
    return (
        bool(providers)
        and providers <= _PASSWORD_PROVIDERS
        and not may_log_in_without_password(hass, token.user)
    )


def send_unauthorized(connection: ActiveConnection, msg: dict[str, Any], purpose: str) -> None:
    """Send the error that the session was not created with a password."""
    connection.send_error(msg["id"], ERR_UNAUTHORIZED, f"Sign in with a password to {purpose}")


def send_not_ready(connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the error that there is no report yet."""
    connection.send_error(msg["id"], ERR_NOT_READY, "There is no report yet")
