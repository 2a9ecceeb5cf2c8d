"""The requirements that the websocket commands share."""

from unittest.mock import Mock

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.websocket.decorators import is_passwordless
from homeassistant.auth.models import Credentials
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import TokenFor


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
async def test_passwordless_by_provider(
    hass: HomeAssistant, hass_admin_user: MockUser, provider: str, without: bool
) -> None:
    credential = Credentials(auth_provider_type=provider, auth_provider_id=None, data={})
    token = await hass.auth.async_create_refresh_token(
        hass_admin_user, CLIENT_ID, credential=credential
    )
    asking = connection(hass, hass_admin_user, token.id)
    assert is_passwordless(hass, asking) is without
    hass.auth.async_remove_refresh_token(token)
    assert is_passwordless(hass, asking)  # revoked


async def test_supervisor_socket(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    assert not is_passwordless(hass, connection(hass, hass_admin_user, None))


@pytest.mark.parametrize(
    ("command", "fields", "purpose"),
    [
        ("evidence", {"check_id": "bans_disabled"}, "see names and addresses"),
        ("accept_risk", {"check_id": "", "reason": "", "until": ""}, "accept findings"),
        ("reopen_risk", {"check_id": "bans_disabled"}, "accept findings"),
        ("accepted_risks", {}, "accept findings"),
        ("share_safe", {}, "get a copy"),
    ],
)
async def test_password_login_is_required(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    command: str,
    fields: dict[str, str],
    purpose: str,
) -> None:
    token = await token_for("admin", provider="trusted_networks")
    client = await hass_ws_client(hass, token)
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}", **fields})
    assert (await client.receive_json())["error"] == {
        "code": "unauthorized",
        "message": f"Sign in with a password to {purpose}",
    }


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("recheck", {}),
        ("changes", {}),
        ("evidence", {"check_id": "bans_disabled"}),
        ("accept_risk", {"check_id": "bans_disabled", "reason": "x", "until": "2999-01-01"}),
        ("reopen_risk", {"check_id": "bans_disabled"}),
        ("accepted_risks", {}),
    ],
)
async def test_a_report_is_required(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    command: str,
    fields: dict[str, str],
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}", **fields})
    assert (await client.receive_json())["error"] == {
        "code": "not_ready",
        "message": "There is no report yet",
    }
