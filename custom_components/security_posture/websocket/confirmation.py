"""The websocket command that confirms new administrators and their tokens."""

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
from homeassistant.exceptions import HomeAssistantError

from ..collectors.accounts import ChangedError, NotExpectedError
from ..const import DOMAIN
from ..coordinator import PostureCoordinator
from ..posture.facts import AccountsFacts
from .decorators import (
    ERR_NOT_READY,
    UNVALIDATED,
    has_password_login,
    require_password_login,
    with_coordinator,
)


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command; it answers even while the entry is not loaded."""
    websocket_api.async_register_command(hass, ws_confirm_administrators)


@websocket_api.require_admin
@require_password_login("confirm administrators", in_person=True)
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/confirm_administrators",
        vol.Required("confirmation"): UNVALIDATED,
    }
)
@websocket_api.async_response
@with_coordinator
async def ws_confirm_administrators(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Confirm the administrators and tokens that were sent as evidence with `confirmation`."""
    confirmation = msg["confirmation"]
    if not isinstance(confirmation, str):
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A confirmation is needed")
        return
    try:
        await coordinator.async_confirm_administrators(connection.user, confirmation)
    except NotExpectedError:
        connection.send_error(
            msg["id"], ERR_NOT_ALLOWED, "Only an administrator who is not new can confirm others"
        )
    except ChangedError:
        connection.send_error(msg["id"], ERR_NOT_FOUND, "There is something else to confirm")
    except HomeAssistantError:
        connection.send_error(msg["id"], ERR_NOT_READY, "The administrators cannot be read")
    else:
        connection.send_result(msg["id"])


@callback
def confirmation_for(
    hass: HomeAssistant, connection: ActiveConnection, coordinator: PostureCoordinator
) -> str | None:
    """Return what confirms the new administrators and tokens; None if this user may not."""
    accounts = coordinator.facts.accounts
    if not isinstance(accounts, AccountsFacts) or connection.user.id not in accounts.confirmers:
        return None
    is_in_person = has_password_login(hass, connection, in_person=True)
    return accounts.confirmation if is_in_person else None
