"""Confirming new administrators and tokens: who may, and what is confirmed. Real accounts."""

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import timedelta
import json
import logging
from typing import Any
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    CLIENT_ID,
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture import evaluate
from custom_components.security_posture.posture.facts import LONG_LIVED, Reason, Unavailable
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import Credentials, RefreshToken, User
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..conftest import trust_loopback
from ..pure.posture.build import HEALTHY

CHECK = "unexpected_admin"
CONFIRM = "confirm_administrators"
KEY = f"{DOMAIN}.accounts"
SOON = timedelta(seconds=6)


@pytest.fixture(autouse=True)
async def broken() -> AsyncIterator[set[str]]:
    """Read the accounts for real and the rest from a healthy home; return sources that fail."""
    failing: set[str] = set()

    async def collect(self: Collectors, sources: Collection[str]) -> dict[str, object]:
        found: dict[str, object] = {name: getattr(HEALTHY, name) for name in sources}
        for name in {"accounts", "auth"} & set(sources):
            found[name] = await self._read(name)
        return found | dict.fromkeys(failing & set(sources), Unavailable(Reason.TIMEOUT))

    with patch.object(Collectors, "async_collect", collect):
        yield failing


@pytest.fixture
async def home(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    hass_owner_user: MockUser,
    hass_admin_user: MockUser,
    entry: MockConfigEntry,
) -> MockConfigEntry:
    """Return the entry after the first run, which expects the owner and the administrator."""
    hass_admin_user.name = "Ada"
    assert await async_setup_component(hass, DOMAIN, {})
    assert await entry.runtime_data.async_recheck()
    return entry


async def new_admin(hass: HomeAssistant, name: str = "Eve") -> User:
    return await hass.auth.async_create_user(name, group_ids=[GROUP_ID_ADMIN])


async def session(hass: HomeAssistant, user: User, provider: str = "homeassistant") -> str:
    """Return an access token of a new session of the user."""
    credential = Credentials(auth_provider_type=provider, auth_provider_id=None, data={})
    user.credentials.append(credential)
    token = await hass.auth.async_create_refresh_token(user, CLIENT_ID, credential=credential)
    return hass.auth.async_create_access_token(token, "127.0.0.1")


async def long_lived(hass: HomeAssistant, user: User, name: str = "Script") -> RefreshToken:
    return await hass.auth.async_create_refresh_token(
        user,
        client_name=name,
        token_type=LONG_LIVED,
        access_token_expiration=timedelta(days=3650),
    )


async def ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | fields)
    return await client.receive_json()


async def look(client: Any) -> dict[str, Any]:
    return (await ask(client, "evidence", check_id=CHECK))["result"]


async def confirm(client: Any, confirmation: object) -> str:
    """Return "ok" or the code of the error."""
    answer = await ask(client, CONFIRM, confirmation=confirmation)
    return "ok" if answer["success"] else answer["error"]["code"]


def status(entry: MockConfigEntry) -> str:
    return next(row.status for row in entry.runtime_data.data.results if row.id == CHECK)


async def test_an_expected_administrator_confirms_what_was_shown(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = await hass_ws_client()
    assert (await look(client))["confirmation"] is None  # there is nothing to confirm
    await new_admin(hass)
    await long_lived(hass, hass_admin_user)
    await home.runtime_data.async_recheck()
    assert status(home) == "fail"
    shown = await look(client)
    assert [row["text"] for row in shown["rows"]] == ["Eve", "Ada: Script"]
    caplog.clear()
    assert await confirm(client, shown["confirmation"]) == "ok"
    freezer.tick(SOON)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert status(home) == "pass"

    # Without the logger integration Home Assistant logs warnings only.
    logged = [row for row in caplog.records if "security_posture" in row.name]
    warnings = [row.getMessage() for row in logged if row.levelno == logging.WARNING]
    assert warnings == [
        f"The user with the ID {hass_admin_user.id} confirmed new administrators or tokens"
    ]
    assert "Ada" not in "\n".join(row.getMessage() for row in logged)

    def listed(answer: dict[str, Any]) -> list[tuple[str, Any]]:
        return [(row["kind"], row.get("by")) for row in answer["result"]["changes"]][:3]

    changes = await ask(client, "changes")
    assert listed(changes) == [("resolved", None), ("confirmed", "Ada"), ("opened", None)]
    # A name is for administrators who logged in with a password.
    trust_loopback(hass)
    token = await session(hass, hass_admin_user, "trusted_networks")
    changes = await ask(await hass_ws_client(hass, token), "changes")
    assert listed(changes)[1] == ("confirmed", None)
    assert "Ada" not in json.dumps(changes)


@pytest.mark.parametrize("who", ["new", "user", "passwordless", "long_lived", "external"])
async def test_nobody_else_confirms(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
    who: str,
) -> None:
    eve = await new_admin(hass)
    match who:
        case "new":
            token = await session(hass, eve)
        case "user":
            bob = await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
            token = await session(hass, bob)
        case "passwordless":
            trust_loopback(hass)
            token = await session(hass, hass_admin_user, "trusted_networks")
        case "long_lived":
            refresh = await long_lived(hass, hass_admin_user)
            token = hass.auth.async_create_access_token(refresh, "127.0.0.1")
        case _:
            hass.auth._providers["openid", None] = Mock(type="openid", id=None)
            token = await session(hass, hass_admin_user, "openid")
    await home.runtime_data.async_recheck()
    genuine = (await look(await hass_ws_client()))["confirmation"]
    assert genuine
    client = await hass_ws_client(hass, token)
    shown = await ask(client, "evidence", check_id=CHECK)
    assert shown.get("result", {}).get("confirmation") is None
    code = await confirm(client, genuine)
    assert code == ("not_allowed" if who == "new" else "unauthorized")
    # Nor do they hide the finding by accepting it.
    accepted = await ask(client, "accept_risk", check_id=CHECK, reason="x", until="2999-01-01")
    assert not accepted["success"]
    await home.runtime_data.async_recheck()
    assert status(home) == "fail"
    assert home.runtime_data.summary.counts.accepted == 0


async def test_a_new_administrator_accepts_nothing_new(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    eve = await new_admin(hass)
    await home.runtime_data.async_recheck()
    until = (dt_util.now() + timedelta(days=30)).date().isoformat()
    accept = {"check_id": CHECK, "reason": "Family", "until": until}
    client = await hass_ws_client(hass, await session(hass, eve))
    assert (await ask(client, "accept_risk", **accept))["error"]["code"] == "not_allowed"
    assert (await ask(await hass_ws_client(), "accept_risk", **accept))["success"]


async def test_another_one_appears_before_the_press(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client()
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    seen = (await look(client))["confirmation"]
    await new_admin(hass, "Mallory")
    await home.runtime_data.async_recheck()
    assert await confirm(client, seen) == "not_found"
    assert status(home) == "fail"
    # One who appears after the last run is not part of what is confirmed.
    seen = (await look(client))["confirmation"]
    await new_admin(hass, "Trudy")
    assert await confirm(client, seen) == "ok"
    await home.runtime_data.async_recheck()
    shown = await look(client)
    assert [row["text"] for row in shown["rows"]] == ["Trudy"]


async def test_two_administrators_at_once(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_owner_user: MockUser,
    hass_ws_client: WebSocketGenerator,
) -> None:
    one = await hass_ws_client()
    other = await hass_ws_client(hass, await session(hass, hass_owner_user))
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    seen = (await look(one))["confirmation"]
    assert (await look(other))["confirmation"] == seen
    codes = await asyncio.gather(confirm(one, seen), confirm(other, seen))
    assert sorted(codes) == ["not_found", "ok"]
    changes = (await ask(one, "changes"))["result"]["changes"]
    assert [row["kind"] for row in changes].count("confirmed") == 1


async def test_demoted_before_the_press(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client()
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    seen = (await look(client))["confirmation"]
    await hass.auth.async_update_user(hass_admin_user, group_ids=[GROUP_ID_USER])
    assert await confirm(client, seen) == "unauthorized"
    await home.runtime_data.async_recheck()
    await hass.auth.async_update_user(hass_admin_user, group_ids=[GROUP_ID_ADMIN])
    await home.runtime_data.async_recheck()
    assert await confirm(client, seen) == "not_allowed"  # promoted again, hence new


async def test_only_evidence_of_the_newest_facts_is_confirmed(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
    broken: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is shown may be older than the accounts, or a part of it."""
    client = await hass_ws_client()
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    await long_lived(hass, hass_admin_user, "Backdoor")
    for failing in ({"auth"}, {"accounts"}):
        broken |= failing
        await home.runtime_data.async_recheck()
        shown = await look(client)
        assert [row["text"] for row in shown["rows"]] == ["Eve"]  # of the run before
        assert shown["confirmation"] is None
        broken.clear()
    monkeypatch.setattr(evaluate, "MAX_EVIDENCE", 1)
    await home.runtime_data.async_recheck()
    shown = await look(client)
    assert len(shown["rows"]) == 1
    assert shown["confirmation"] is None
    monkeypatch.undo()
    await home.runtime_data.async_recheck()
    assert (await look(client))["confirmation"]


async def test_an_invalid_store_leaves_it_to_the_owner(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    hass_owner_user: MockUser,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": {"admins": 7}}
    assert await async_setup_component(hass, DOMAIN, {})
    await entry.runtime_data.async_recheck()
    assert status(entry) == "fail"
    owner = await hass_ws_client(hass, await session(hass, hass_owner_user))
    seen = (await look(owner))["confirmation"]
    assert seen
    other = await hass_ws_client()
    assert (await look(other))["confirmation"] is None
    assert await confirm(other, seen) == "not_allowed"
    assert await confirm(owner, seen) == "ok"
    await entry.runtime_data.async_recheck()
    assert status(entry) == "pass"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "invalid_format"),
        ({"confirmation": None}, "invalid_format"),
        ({"confirmation": ["Canary"]}, "invalid_format"),
        ({"confirmation": {"Canary": 1}}, "invalid_format"),
        ({"confirmation": ""}, "not_found"),
        ({"confirmation": "Canary" * 1000}, "not_found"),
        ({"confirmation": "x", "user": "Canary"}, "invalid_format"),
    ],
)
async def test_forged_messages(
    hass: HomeAssistant,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
    fields: dict[str, Any],
    code: str,
) -> None:
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    answer = await ask(await hass_ws_client(), CONFIRM, **fields)
    assert answer["error"]["code"] == code
    await home.runtime_data.async_recheck()
    assert status(home) == "fail"
    if "user" not in fields:  # Home Assistant itself logs unknown fields
        logged = [row.getMessage() for row in caplog.records if row.levelno > logging.DEBUG]
        assert "Canary" not in "\n".join([*logged, answer["error"]["message"]])


async def test_an_unreadable_store_confirms_nothing(
    hass: HomeAssistant, home: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    await new_admin(hass)
    await home.runtime_data.async_recheck()
    client = await hass_ws_client()
    seen = (await look(client))["confirmation"]
    assert await hass.config_entries.async_reload(home.entry_id)
    with patch.object(Store, "async_load", side_effect=OSError):
        await home.runtime_data.async_recheck()
        assert await confirm(client, seen) == "not_ready"
    await home.runtime_data.async_recheck()
    assert status(home) == "fail"
