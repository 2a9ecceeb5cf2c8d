"""Planted private data leaks through no websocket, log, memory or file."""

from datetime import timedelta
import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.model import AcceptanceRequest
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import TokenFor
from .support.leak_detection import NAMES, assert_no_private_data


async def _ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | fields)
    return await client.receive_json()


async def test_snapshots(
    hass: HomeAssistant,
    canary_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    for kind in ("admin", "user", "read_only"):
        client = await hass_ws_client(hass, await token_for(kind))
        await _ask(client, "subscribe")
        event = (await client.receive_json())["event"]
        assert event["phase"] == "ready"
        assert_no_private_data(f"the snapshot of {kind}", json.dumps(event))


async def test_evidence(
    hass: HomeAssistant,
    canary_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin"))
    text = ""
    for check_id in CHECKS:
        answer = await _ask(client, "evidence", check_id=check_id)
        assert_no_private_data(f"the evidence of {check_id}", json.dumps(answer), names=())
        text += json.dumps(answer)
    # The planted data was collected; otherwise this test could not fail.
    for name in ("canary person", "canary token", "canary hook", "configuration.yaml"):
        assert name in text


async def test_stored_files(
    hass: HomeAssistant, canary_entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    assert await hass.config_entries.async_unload(canary_entry.entry_id)
    await hass.async_block_till_done()
    ours = {key: data for key, data in hass_storage.items() if key.startswith(DOMAIN)}
    assert ours
    ids = tuple(user.id for user in await hass.auth.async_get_users())
    assert_no_private_data("the storage", json.dumps(ours, default=str), names=(*NAMES, *ids))


async def test_stored_accepted_findings(
    hass: HomeAssistant, canary_entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """No names and no checks; the administrator's reason is stored as text."""
    coordinator = canary_entry.runtime_data
    person = next(u for u in await hass.auth.async_get_users() if u.name == "canary person")
    consent = AcceptanceRequest(
        reason="words of mine", until=dt_util.utcnow() + timedelta(days=30), user_id=person.id
    )
    accepted = [row.id for row in coordinator.data.results if row.is_open]
    assert len(accepted) > 5
    for check_id in accepted:
        await coordinator.risks.async_accept(check_id, consent)
    assert coordinator.summary.counts.accepted == len(accepted)
    stored = json.dumps(hass_storage[f"{DOMAIN}.accepted_risks"], default=str)
    assert stored.count("words of mine") == len(accepted)
    assert_no_private_data("the storage", stored, names=(*NAMES, person.id, *CHECKS))
    states = json.dumps([state.as_dict() for state in hass.states.async_all()], default=str)
    assert_no_private_data("an entity", states, names=("words of mine",))


async def test_the_log(canary_entry: MockConfigEntry, caplog: pytest.LogCaptureFixture) -> None:
    ours = [row for row in caplog.get_records("setup") if "security_posture" in row.name]
    assert ours
    text = "\n".join(f"{row.getMessage()} {row.exc_text or ''}" for row in ours)
    assert_no_private_data("the log", text)


async def test_no_secret_in_memory(canary_entry: MockConfigEntry) -> None:
    """Evidence for administrators contains names, but no secrets."""
    memory = repr(canary_entry.runtime_data._facts) + repr(canary_entry.runtime_data.data)
    assert "canary person" in memory
    assert_no_private_data("the memory", memory, names=())
