"""The requirements that the websocket commands share."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import LONG_LIVED
from custom_components.security_posture.websocket.decorators import has_password_login
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import Credentials, RefreshToken
from homeassistant.auth.providers import trusted_networks
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


def credential(user: MockUser, provider: str) -> Credentials:
    """Return a credential of the user."""
    made = Credentials(auth_provider_type=provider, auth_provider_id=None, data={})
    user.credentials.append(made)
    return made


async def long_lived(hass: HomeAssistant, user: MockUser) -> RefreshToken:
    """Return a long-lived token of the user."""
    return await hass.auth.async_create_refresh_token(
        user,
        client_name="Script",
        token_type=LONG_LIVED,
        access_token_expiration=timedelta(days=3650),
    )


def trust(hass: HomeAssistant, **config: Any) -> None:
    """Set up the provider for logins without a password."""
    config = {"type": "trusted_networks", "trusted_networks": ["192.168.1.0/24"], **config}
    provider = trusted_networks.TrustedNetworksAuthProvider(
        hass, hass.auth._store, trusted_networks.CONFIG_SCHEMA(config)
    )
    hass.auth._providers[(provider.type, provider.id)] = provider


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("homeassistant", True),
        ("command_line", True),
        ("trusted_networks", False),
        ("insecure_example", False),
        ("openid", False),  # of a custom integration: what it asks for cannot be known
    ],
)
async def test_session_by_provider(
    hass: HomeAssistant, hass_admin_user: MockUser, provider: str, expected: bool
) -> None:
    token = await hass.auth.async_create_refresh_token(
        hass_admin_user, CLIENT_ID, credential=credential(hass_admin_user, provider)
    )
    asking = connection(hass, hass_admin_user, token.id)
    assert has_password_login(hass, asking) is expected
    assert has_password_login(hass, asking, in_person=True) is expected
    hass.auth.async_remove_refresh_token(token)
    assert not has_password_login(hass, asking)  # revoked


async def test_session_of_a_removed_credential(
    hass: HomeAssistant, hass_admin_user: MockUser
) -> None:
    """Home Assistant 2026.10 keeps such sessions, without the credential after a restart."""
    removed = credential(hass_admin_user, "homeassistant")
    token = await hass.auth.async_create_refresh_token(
        hass_admin_user, CLIENT_ID, credential=removed
    )
    asking = connection(hass, hass_admin_user, token.id)
    assert has_password_login(hass, asking)
    hass_admin_user.credentials.remove(removed)
    assert not has_password_login(hass, asking)
    token.credential = None
    assert not has_password_login(hass, asking)


async def test_supervisor_socket(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    assert not has_password_login(hass, connection(hass, hass_admin_user, None))


async def test_system_user(hass: HomeAssistant) -> None:
    """The Supervisor's user is an administrator; apps act through it."""
    user = await hass.auth.async_create_system_user("Supervisor", group_ids=[GROUP_ID_ADMIN])
    token = await hass.auth.async_create_refresh_token(user)
    assert not has_password_login(hass, connection(hass, user, token.id))


async def test_long_lived_token(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    token = await long_lived(hass, hass_admin_user)
    asking = connection(hass, hass_admin_user, token.id)
    assert not has_password_login(hass, asking)  # nobody can log in
    credential(hass_admin_user, "homeassistant")
    assert has_password_login(hass, asking)
    assert not has_password_login(hass, asking, in_person=True)
    without = credential(hass_admin_user, "trusted_networks")
    assert not has_password_login(hass, asking)
    hass_admin_user.credentials.remove(without)
    assert has_password_login(hass, asking)


ADA, BOB = (f"{letter * 12}4{letter * 3}8{letter * 15}" for letter in "ab")  # UUIDs


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, False),
        ({"trusted_users": {"192.168.1.0/24": [ADA, BOB]}}, False),
        ({"trusted_users": {"192.168.1.0/24": [{"group": "system-admin"}]}}, False),
        ({"trusted_users": {"192.168.1.7": [BOB]}}, False),  # the other addresses have no rule
        ({"trusted_users": {"192.168.1.0/24": [BOB]}}, True),
        ({"trusted_networks": []}, True),
    ],
)
async def test_long_lived_token_of_a_user_who_can_be_selected(
    hass: HomeAssistant, config: dict[str, Any], expected: bool
) -> None:
    """The token may have been created in a session without a password."""
    trust(hass, **config)
    group = await hass.auth.async_get_group(GROUP_ID_ADMIN)
    assert group is not None
    user = MockUser(id=ADA, groups=[group]).add_to_hass(hass)
    credential(user, "homeassistant")
    token = await long_lived(hass, user)
    assert has_password_login(hass, connection(hass, user, token.id)) is expected


async def test_a_moved_provider_is_not_trusted(
    hass: HomeAssistant, hass_admin_user: MockUser
) -> None:
    moved = Mock(type="trusted_networks", id=None, config={})
    hass.auth._providers[("trusted_networks", None)] = moved
    credential(hass_admin_user, "homeassistant")
    token = await long_lived(hass, hass_admin_user)
    assert not has_password_login(hass, connection(hass, hass_admin_user, token.id))


@pytest.mark.parametrize(
    ("command", "fields", "purpose"),
    [
        ("evidence", {"check_id": "bans_disabled"}, "see names and addresses"),
        ("accept_risk", {"check_id": "", "reason": "", "until": ""}, "accept findings"),
        ("reopen_risk", {"check_id": "bans_disabled"}, "accept findings"),
        ("accepted_risks", {}, "accept findings"),
        ("share_safe", {}, "get a copy"),
        ("share_safe/choose", {"kind": "person", "on": False}, "get a copy"),
        ("confirm_administrators", {"confirmation": ""}, "confirm administrators"),
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
        ("confirm_administrators", {"confirmation": ""}),
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
