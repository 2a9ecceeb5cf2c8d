"""Who may use each command: every command, for every kind of session."""

import asyncio
from datetime import timedelta
import re
from typing import Any

from aiohttp import WSMsgType
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import LONG_LIVED
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant

from ..conftest import Planted, TokenFor
from ..pure.integration_files.files import PACKAGE

# Every command by the sessions that may use it, with fields that its schema accepts.
EVERYONE: dict[str, dict[str, Any]] = {"subscribe": {}}
ADMINISTRATORS: dict[str, dict[str, Any]] = {"changes": {}, "recheck": {}}
WITH_PASSWORD: dict[str, dict[str, Any]] = {
    "accept_risk": {"check_id": "bans_disabled", "reason": "Canary", "until": "2027-03-01"},
    "accepted_risks": {},
    "evidence": {"check_id": "bans_disabled"},
    "reopen_risk": {"check_id": "bans_disabled"},
    "share_safe": {},
    "share_safe/choose": {"kind": "person", "on": True},
}
# Also refused to long-lived access tokens.
IN_PERSON: dict[str, dict[str, Any]] = {"confirm_administrators": {"confirmation": "0"}}
COMMANDS = EVERYONE | ADMINISTRATORS | WITH_PASSWORD | IN_PERSON

VIEWERS = [
    (kind, provider)
    for kind in ("user", "read_only")
    for provider in ("homeassistant", "trusted_networks")
]


async def _code(client: Any, command: str) -> str | None:
    """Return the code of a command's error; None if it was not refused."""
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | COMMANDS[command])
    async with asyncio.timeout(30):
        answer = await client.receive_json()
        while answer["type"] != "result":
            answer = await client.receive_json()
    if answer["success"]:
        return None
    assert set(answer) == {"id", "type", "success", "error"}, "an error has no result"
    return answer["error"]["code"]


async def _refused(client: Any) -> set[str]:
    return {name for name in COMMANDS if await _code(client, name) == "unauthorized"}


def test_every_command_is_in_a_table(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    registered = {name for name in hass.data["websocket_api"] if name.startswith(f"{DOMAIN}/")}
    assert registered == {f"{DOMAIN}/{name}" for name in COMMANDS}


def test_the_documented_table() -> None:
    """Its columns: without a login, user, admin, admin with a password, token, Supervisor."""
    page = (PACKAGE.parents[1] / "docs" / "security-promises.md").read_text()
    section = page.partition("\n## Who can read what\n")[2].partition("\n## ")[0]
    documented = {}
    for row in re.findall(r"^\| (.*) \|$", section, re.MULTILINE):
        channel, *cells = row.split(" | ")
        if len(cells) == 6:
            allowed = tuple(cell != "-" for cell in cells)
            documented |= dict.fromkeys(re.findall(r"`([\w/]+)`", channel), allowed)
    assert documented == {
        name: (
            False,
            name in EVERYONE,
            name in EVERYONE | ADMINISTRATORS,
            True,
            name not in IN_PERSON,
            name in EVERYONE | ADMINISTRATORS,
        )
        for name in COMMANDS
    }


@pytest.mark.parametrize(("kind", "provider"), VIEWERS)
async def test_viewers(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    kind: str,
    provider: str,
) -> None:
    client = await hass_ws_client(hass, await token_for(kind, provider=provider))
    runs = len(planted.runs)
    assert await _refused(client) == set(COMMANDS) - set(EVERYONE)
    assert len(planted.runs) == runs


async def test_administrators_without_a_password(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin", provider="trusted_networks"))
    assert await _refused(client) == set(WITH_PASSWORD) | set(IN_PERSON)


async def test_administrators_with_a_password(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    assert await _refused(await hass_ws_client(hass, await token_for("admin"))) == set()


async def test_long_lived_tokens_of_an_administrator(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    await token_for("admin")  # logs in an administrator, whose only login is a password
    token = await _token(hass, await _user(hass, "admin homeassistant"), LONG_LIVED)
    assert await _refused(await hass_ws_client(hass, token)) == set(IN_PERSON)


async def test_the_supervisor(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    user = await hass.auth.async_create_system_user("Supervisor", group_ids=[GROUP_ID_ADMIN])
    token = await _token(hass, user, None)
    assert await _refused(await hass_ws_client(hass, token)) == set(WITH_PASSWORD) | set(IN_PERSON)


async def _user(hass: HomeAssistant, name: str) -> User:
    return next(user for user in await hass.auth.async_get_users() if user.name == name)


async def _token(hass: HomeAssistant, user: User, kind: str | None) -> str:
    """Return an access token of a new refresh token of the user."""
    if kind is None:
        refresh = await hass.auth.async_create_refresh_token(user)
    else:
        refresh = await hass.auth.async_create_refresh_token(
            user,
            client_id=CLIENT_ID,
            client_name="Script",
            token_type=kind,
            access_token_expiration=timedelta(days=3650),
        )
    return hass.auth.async_create_access_token(refresh)


# The server's own heartbeat of a connection that it has just closed.
CLOSED_BY_THE_SERVER = pytest.mark.parametrize("expected_lingering_timers", [True])


@CLOSED_BY_THE_SERVER
async def test_without_a_login(
    ready: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    for token in (None, "wrong"):
        client = await hass_client_no_auth()
        async with client.ws_connect("/api/websocket") as socket:
            assert (await socket.receive_json())["type"] == "auth_required"
            first = (
                {"id": 1, "type": f"{DOMAIN}/subscribe"}
                if token is None
                else {"type": "auth", "access_token": token}
            )
            await socket.send_json(first)
            assert (await socket.receive_json())["type"] == "auth_invalid"
            assert (await socket.receive(timeout=30)).type is WSMsgType.CLOSE


@CLOSED_BY_THE_SERVER
@pytest.mark.parametrize("ended", ["the session is removed", "the user is deactivated"])
async def test_a_session_that_ends_gets_nothing_more(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    ended: str,
) -> None:
    """Home Assistant closes the connection; a push before that would still be read."""
    client = await hass_ws_client(hass, await token_for("admin"))
    assert await _code(client, "subscribe") is None
    assert (await client.receive_json())["event"]["audience"] == "admin"
    user = await _user(hass, "admin homeassistant")
    if ended == "the user is deactivated":
        await hass.auth.async_deactivate_user(user)
    else:
        (token,) = user.refresh_tokens.values()
        hass.auth.async_remove_refresh_token(token)
    planted.facts = type(planted.facts)()
    await ready.runtime_data.async_recheck()
    await hass.async_block_till_done()
    assert (await client.receive(timeout=30)).type is WSMsgType.CLOSE
    await hass.async_block_till_done()
