"""How the person behind a connection signed in."""

from typing import Final

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant

# The auth provider that opens a session without a password.
PASSWORDLESS: Final = "trusted_networks"


def is_passwordless(hass: HomeAssistant, connection: ActiveConnection) -> bool:
    """Return whether the session asking is one nobody typed a password for."""
    if connection.refresh_token_id is None:
        return False  # the Supervisor's own socket
    token = hass.auth.async_get_refresh_token(connection.refresh_token_id)
    if token is None:
        return True  # revoked meanwhile
    return token.credential is not None and token.credential.auth_provider_type == PASSWORDLESS
