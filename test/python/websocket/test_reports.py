"""The websocket contract, for each kind of user."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
import json
import logging
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import (
    AuthFacts,
    Ban,
    BansFacts,
    Facts,
    TrustedNetworks,
    UrlsFacts,
    User,
)
from custom_components.security_posture.websocket import subscriptions
from custom_components.security_posture.websocket.subscriptions import MAX_SUBSCRIPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import Planted, TokenFor
from ..pure.posture.build import HEALTHY

CANARY = "Canary Person"
HEAD = {"schema", "ruleset", "card", "audience", "phase", "now", "stale", "stale_after"}
SUMMARY = {"checked_at", "state", "score", "provisional", "counts", "areas"}
DETAIL = {"exposure", "score_detail", "checks", "ways"}
COMMANDS = {
    f"{DOMAIN}/{name}"
    for name in (
        *("subscribe", "recheck", "evidence", "changes", "share_safe"),
        *("accept_risk", "reopen_risk", "accepted_risks", "confirm_administrators"),
        "share_safe/choose",
    )
}

FACTS = Facts(
    urls=UrlsFacts(external_url=None, internal_url=None, cloud_remote=False),
    evidence_entities=HEALTHY.evidence_entities,
    bans=BansFacts(
        enabled=True,
        threshold=5,
        banned=(
            Ban(address=ip_address("203.0.113.77"), banned_at=datetime(2026, 1, 1, tzinfo=UTC)),
        ),
    ),
    auth=AuthFacts(
        providers=("homeassistant", "trusted_networks"),
        trusted_networks=(
            TrustedNetworks(
                networks=(ip_network("192.168.77.0/24"),),
                trusted_users=(),
            ),
        ),
        users=(
            User(
                id="1",
                name=CANARY,
                is_admin=True,
                is_active=True,
                local_only=False,
                system_generated=False,
                groups=("system-admin",),
                providers=("homeassistant",),
                mfa=True,
            ),
        ),
        sessions=(),
        mfa_modules=("totp",),
    ),
)


@pytest.fixture(autouse=True)
def _facts(planted: Planted) -> None:
    planted.facts = FACTS


async def _subscribe(client: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe"})
    answer = await client.receive_json()
    assert answer["success"]
    assert answer["result"] is None
    event = await client.receive_json()
    assert event["type"] == "event"
    return event["event"]


async def _ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | fields)
    return await client.receive_json()


async def test_commands_are_the_contract(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    """A new command must be added to this list deliberately."""
    registered: Mapping[str, Any] = hass.data["websocket_api"]
    assert {name for name in registered if name.startswith(f"{DOMAIN}/")} == COMMANDS


async def test_admin_sees_checks_without_names(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    snapshot = await _subscribe(await hass_ws_client())
    assert set(snapshot) == HEAD | SUMMARY | DETAIL
    assert snapshot["audience"] == "admin"
    assert snapshot["phase"] == "ready"
    assert snapshot["schema"] == 1
    assert {check["id"] for check in snapshot["checks"]} >= {
        "passwordless_network",
        "bans_disabled",
    }
    text = json.dumps(snapshot)
    for secret in (CANARY, "192.168.77", "203.0.113.77"):
        assert secret not in text


@pytest.mark.parametrize("kind", ["user", "read_only"])
@pytest.mark.parametrize("provider", ["homeassistant", "trusted_networks"])
async def test_viewer_sees_the_summary_only(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    kind: str,
    provider: str,
) -> None:
    client = await hass_ws_client(hass, await token_for(kind, provider=provider))
    snapshot = await _subscribe(client)
    assert set(snapshot) == HEAD | SUMMARY
    assert snapshot["audience"] == "viewer"
    assert [area["id"] for area in snapshot["areas"]] == [
        "encryption", "sign_in", "bans", "network", "updates", "backups", "secrets", "host",
    ]  # fmt: skip
    assert all(set(area) == {"id", "state", "value"} for area in snapshot["areas"])
    assert "passwordless_network" not in json.dumps(snapshot)
    for command, fields in (
        ("recheck", {}),
        ("changes", {}),
        ("evidence", {"check_id": "passwordless_network"}),
        ("share_safe", {}),
        (
            "accept_risk",
            {"check_id": "passwordless_network", "reason": "x", "until": "2999-01-01"},
        ),
        ("reopen_risk", {"check_id": "passwordless_network"}),
        ("accepted_risks", {}),
        ("confirm_administrators", {"confirmation": "x"}),
    ):
        answer = await _ask(client, command, **fields)
        assert not answer["success"]
        assert answer["error"]["code"] == "unauthorized"
        assert "result" not in answer


@pytest.mark.parametrize(("detail", "state"), [("overall", "real"), ("nothing", "unknown")])
async def test_viewer_detail_can_be_less(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    detail: str,
    state: str,
) -> None:
    hass.config_entries.async_update_entry(ready, options={"viewer_detail": detail})
    snapshot = await _subscribe(await hass_ws_client(hass, await token_for("user")))
    assert set(snapshot) == HEAD | SUMMARY
    assert snapshot["areas"] == []
    assert snapshot["score"] is None
    assert set(snapshot["counts"].values()) == {0}
    real = ready.runtime_data.summary
    assert snapshot["state"] == (real.state.value if state == "real" else "unknown")
    assert (snapshot["checked_at"] is None) == (detail == "nothing")


async def test_admin_gets_evidence_on_request(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    answer = await _ask(await hass_ws_client(), "evidence", check_id="passwordless_network")
    assert answer["success"]
    assert answer["result"]["check_id"] == "passwordless_network"
    assert "192.168.77.0/24" in json.dumps(answer["result"]["rows"])


async def test_passwordless_admin_gets_checks_but_no_evidence(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    token = await token_for("admin", provider="trusted_networks")
    client = await hass_ws_client(hass, token)
    assert (await _subscribe(client))["audience"] == "admin"
    answer = await _ask(client, "evidence", check_id="passwordless_network")
    assert answer["error"]["code"] == "unauthorized"


@pytest.mark.parametrize(
    ("command", "fields", "code"),
    [
        ("evidence", {"check_id": "__proto__"}, "not_found"),
        ("evidence", {"check_id": "no_such_check"}, "not_found"),
        ("evidence", {}, "invalid_format"),
        ("evidence", {"check_id": 7}, "invalid_format"),
        ("evidence", {"check_id": "Otto Canary" * 1000}, "not_found"),
        ("evidence", {"check_id": ["Otto Canary"]}, "invalid_format"),
        ("evidence", {"check_id": {"Otto Canary": None}}, "invalid_format"),
        ("recheck", {"force": True}, "invalid_format"),
        ("subscribe", {"audience": "admin"}, "invalid_format"),
    ],
)
async def test_bad_messages(
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
    command: str,
    fields: dict[str, Any],
    code: str,
) -> None:
    before = list(planted.runs)
    answer = await _ask(await hass_ws_client(), command, **fields)
    assert answer["error"]["code"] == code
    assert planted.runs == before
    # At level debug Home Assistant logs every message.
    logged = [row.getMessage() for row in caplog.records if row.levelno > logging.DEBUG]
    assert "Canary" not in "\n".join([*logged, answer["error"]["message"]])


async def test_recheck_reads_everything_and_pushes(
    planted: Planted, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client()
    first = await _subscribe(client)
    await planted.pass_time(timedelta(seconds=30))
    planted.facts = replace(FACTS, bans=replace(FACTS.bans, threshold=-1))
    await client.send_json_auto_id({"type": f"{DOMAIN}/recheck"})
    messages = [await client.receive_json(), await client.receive_json()]
    event = next(message["event"] for message in messages if message["type"] == "event")
    result = next(message["result"] for message in messages if message["type"] == "result")
    assert result == {"checked_at": event["checked_at"]}
    assert event["checked_at"] > first["checked_at"]
    status = {check["id"]: check["status"] for check in event["checks"]}
    assert status["bans_disabled"] == "fail"


async def test_demoted_while_subscribed(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin"))
    assert (await _subscribe(client))["audience"] == "admin"
    user = next(u for u in await hass.auth.async_get_users() if u.name == "admin homeassistant")
    await hass.auth.async_update_user(user, group_ids=["system-users"])
    planted.facts = replace(FACTS, bans=replace(FACTS.bans, banned=()))
    await ready.runtime_data.async_recheck()
    event = (await client.receive_json())["event"]
    assert event["audience"] == "viewer"
    assert set(event) == HEAD | SUMMARY


async def test_phases(
    hass: HomeAssistant, planted: Planted, hass_ws_client: WebSocketGenerator
) -> None:
    """The commands remain without the entry, and send its phase."""
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client()
    snapshot = await _subscribe(client)
    assert snapshot["phase"] == "not_configured"
    assert snapshot["state"] == "unknown"
    assert set(snapshot) == HEAD | SUMMARY | DETAIL
    for command, fields in (("recheck", {}), ("evidence", {"check_id": "bans_disabled"})):
        assert (await _ask(client, command, **fields))["error"]["code"] == "not_ready"

    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    phases = []
    while "starting" not in phases:
        phases.append((await client.receive_json())["event"]["phase"])
    await planted.pass_time(timedelta(seconds=5))
    assert (await client.receive_json())["event"]["phase"] == "ready"

    await hass.config_entries.async_remove(entry.entry_id)
    while phases[-1] != "not_configured":
        phases.append((await client.receive_json())["event"]["phase"])


async def test_one_viewer_snapshot_for_all(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    """A client that subscribes often, or often connects, costs no more than one that does not."""
    token = await token_for("user")
    clients = [await hass_ws_client(hass, token) for _ in range(5)]
    for client in clients:
        for _ in range(20):
            await _subscribe(client)
    planted.facts = replace(FACTS, bans=replace(FACTS.bans, threshold=-1))
    with (
        patch.object(subscriptions, "snapshot", wraps=subscriptions.snapshot) as built,
        patch.object(subscriptions, "json_bytes", wraps=subscriptions.json_bytes) as encoded,
    ):
        await ready.runtime_data.async_recheck()
    assert (built.call_count, encoded.call_count) == (1, 1)
    for client in clients:
        events = [await client.receive_json() for _ in range(20)]
        assert len({event["id"] for event in events}) == 20
        assert {event["event"]["counts"]["high"] for event in events} == {2}


async def test_each_administrator_gets_their_own_snapshot(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    token = await token_for("admin")
    passwordless = await token_for("admin", provider="trusted_networks")
    for one in (token, token, passwordless, await token_for("user"), await token_for("read_only")):
        await _subscribe(await hass_ws_client(hass, one))
    planted.facts = replace(FACTS, bans=replace(FACTS.bans, threshold=-1))
    with patch.object(subscriptions, "snapshot", wraps=subscriptions.snapshot) as built:
        await ready.runtime_data.async_recheck()
    assert built.call_count == 3


async def test_subscriptions_end(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client, other = await hass_ws_client(), await hass_ws_client()
    for _ in range(MAX_SUBSCRIPTIONS):
        await _subscribe(client)
    for _ in range(2):
        error = (await _ask(client, "subscribe"))["error"]
        assert error["code"] == "not_allowed"
    await _subscribe(other)  # of another connection
    await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": 1})
    assert (await client.receive_json())["success"]
    await _subscribe(client)
    assert not (await _ask(client, "subscribe"))["success"]
    planted.facts = replace(FACTS, bans=replace(FACTS.bans, threshold=-1))
    await ready.runtime_data.async_recheck()
    ids = {(await client.receive_json())["id"] for _ in range(MAX_SUBSCRIPTIONS)}
    assert 1 not in ids
    assert len(ids) == MAX_SUBSCRIPTIONS
    held = hass.data[subscriptions.SUBSCRIPTIONS]
    for each in (client, other):
        await each.close()
    await hass.async_block_till_done()
    assert not held._ids
    assert not held._sent
    assert not held._unsubscribers
    with patch.object(subscriptions, "snapshot") as built:
        planted.facts = FACTS
        await ready.runtime_data.async_recheck()
    built.assert_not_called()
    assert (await _subscribe(await hass_ws_client()))["phase"] == "ready"


async def test_equal_reports_are_not_pushed(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client()
    await _subscribe(client)
    ready.runtime_data.async_request(("bans",))
    await planted.pass_time(timedelta(seconds=6))
    assert planted.runs[-1] == {"bans"}
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"
