"""Who typed a password to get in."""

from unittest.mock import Mock

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser

from custom_components.security_posture.websocket.decorators import is_passwordless
from homeassistant.auth.models import Credentials
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


@pytest.fixture(autouse=True)
async def _websocket(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "websocket_api", {})


def connection(hass: HomeAssistant, user: MockUser, token_id: str | None) -> ActiveConnection:
    """Return a connection of the user, by a refresh token or, with None, by a socket."""
    token = None if token_id is None else Mock(id=token_id)
    return ActiveConnection(Mock(), hass, Mock(), user, token, None)


@pytest.mark.parametrize(
    ("provider", "without"), [("homeassistant", False), ("trusted_networks", True)]
)
async def test_by_the_provider(
    hass: HomeAssistant, hass_admin_user: MockUser, provider: str, without: bool
) -> None:
    credential = Credentials(auth_provider_type=provider, auth_provider_id=None, data={})
    token = await hass.auth.async_create_refresh_token(
        hass_admin_user, CLIENT_ID, credential=credential
    )
    asking = connection(hass, hass_admin_user, token.id)
    assert is_passwordless(hass, asking) is without
    hass.auth.async_remove_refresh_token(token)
    assert is_passwordless(hass, asking)  # nobody can say any more


async def test_the_supervisors_socket(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    assert not is_passwordless(hass, connection(hass, hass_admin_user, None))
