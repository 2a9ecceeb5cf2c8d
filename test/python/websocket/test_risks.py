"""The websocket commands of accepted findings: permissions, errors and results."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
import json
import logging
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..conftest import Planted, TokenFor
from ..pure.posture.build import facts

KEY = f"{DOMAIN}.accepted_risks"
CHECK = "bans_disabled"
REASON = "Otto Canary asked for it"
OPEN = facts(bans={"threshold": -1})
SOON = timedelta(seconds=6)
SETTLED = timedelta(minutes=16)


@pytest.fixture(autouse=True)
async def _home(hass: HomeAssistant, freezer: FrozenDateTimeFactory, planted: Planted) -> None:
    await hass.config.async_set_time_zone("Europe/Amsterdam")
    freezer.move_to("2026-11-23 12:00:00+00:00")
    planted.facts = OPEN


async def _ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    """Return the result of a command, without preceding snapshots."""
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | fields)
    while (answer := await client.receive_json())["type"] != "result":
        pass
    return answer


async def _accept(client: Any, until: str = "2027-03-01", **fields: Any) -> str:
    """Accept the finding; return "ok" or the error code."""
    wanted = {"check_id": CHECK, "reason": REASON, "until": until} | fields
    answer = await _ask(client, "accept_risk", **wanted)
    if answer["success"]:
        assert answer["result"] is None
        return "ok"
    return str(answer["error"]["code"])


async def _snapshot(client: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe"})
    while (answer := await client.receive_json())["type"] != "result":
        pass
    while (event := await client.receive_json())["id"] != answer["id"]:
        pass
    return event["event"]  # type: ignore[no-any-return]


def _row(snapshot: dict[str, Any], check_id: str = CHECK) -> dict[str, Any]:
    return next(row for row in snapshot["checks"] if row["id"] == check_id)


async def _rows(client: Any) -> list[dict[str, Any]]:
    answer = await _ask(client, "accepted_risks")
    rows: list[dict[str, Any]] = answer["result"]["rows"]
    return rows


async def test_accepted_and_reopened(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin"))
    before = await _snapshot(client)
    assert (before["state"], before["counts"]["accepted"]) == ("at_risk", 0)
    assert "accepted" not in _row(before)
    runs = list(planted.runs)

    command = {"type": f"{DOMAIN}/accept_risk", "check_id": CHECK}
    await client.send_json_auto_id(command | {"reason": f" {REASON}\n", "until": "2027-03-01"})
    messages = [await client.receive_json(), await client.receive_json()]
    pushed = next(message["event"] for message in messages if message["type"] == "event")
    assert any(message["type"] == "result" and message["success"] for message in messages)
    assert planted.runs == runs, "nothing is read again for it"
    assert _row(pushed)["status"] == "fail"
    assert _row(pushed)["accepted"] == {
        "reason": REASON,
        "until": "2027-03-01T22:59:59+00:00",  # the end of the day in Amsterdam
        "by_you": True,
    }
    assert (pushed["state"], pushed["counts"]["accepted"], pushed["counts"]["high"]) == (
        "good",
        1,
        0,
    )
    assert await _rows(client) == [
        {
            "check_id": CHECK,
            "reason": REASON,
            "until": "2027-03-01T22:59:59+00:00",
            "accepted_at": dt_util.utcnow().isoformat(),
            "by": "admin homeassistant",
        }
    ]
    other = await hass_ws_client()
    assert _row(await _snapshot(other))["accepted"]["by_you"] is False

    assert (await _ask(other, "reopen_risk", check_id=CHECK))["result"] is None
    assert "accepted" not in _row(await _snapshot(other))
    assert await _rows(client) == []
    assert (await _ask(client, "reopen_risk", check_id=CHECK))["error"]["code"] == "not_found"


async def test_viewers_and_entities_get_only_the_count(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    assert await _accept(await hass_ws_client()) == "ok"
    snapshot = await _snapshot(await hass_ws_client(hass, await token_for("user")))
    assert (snapshot["counts"]["accepted"], snapshot["state"]) == (1, "good")
    states = [state.as_dict() for state in hass.states.async_all()]
    for text in (json.dumps(snapshot), json.dumps(states, default=str)):
        for hidden in (REASON, CHECK, "2027-03-01"):
            assert hidden not in text


async def test_reasons_are_for_administrators_with_a_password(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    """They are free text. That a finding is accepted, and until when, is for all of them."""
    client = await hass_ws_client()
    assert await _accept(client) == "ok"
    assert _row(await _snapshot(client))["accepted"]["reason"] == REASON
    token = await token_for("admin", provider="trusted_networks")
    snapshot = await _snapshot(await hass_ws_client(hass, token))
    assert _row(snapshot)["accepted"] == {
        "reason": "",
        "until": "2027-03-01T22:59:59+00:00",
        "by_you": False,
    }
    assert REASON not in json.dumps(snapshot)


@pytest.mark.parametrize(
    ("kind", "provider"),
    [
        ("user", "homeassistant"),
        ("read_only", "homeassistant"),
        ("user", "trusted_networks"),
        ("admin", "trusted_networks"),
    ],
)
async def test_unauthorized(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    kind: str,
    provider: str,
) -> None:
    assert await _accept(await hass_ws_client(), reason="by the owner") == "ok"
    client = await hass_ws_client(hass, await token_for(kind, provider=provider))
    for command, fields in (
        ("accept_risk", {"check_id": CHECK, "reason": REASON, "until": "2027-03-01"}),
        ("reopen_risk", {"check_id": CHECK}),
        ("accepted_risks", {}),
    ):
        answer = await _ask(client, command, **fields)
        assert answer["error"]["code"] == "unauthorized"
        assert "result" not in answer
    assert len(await _rows(await hass_ws_client())) == 1


async def test_revoked_session(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client()
    with patch.object(hass.auth, "async_get_refresh_token", return_value=None):
        assert await _accept(client) == "unauthorized"
    assert await _rows(client) == []


async def test_demoted_administrator(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin"))
    assert await _accept(client) == "ok"
    user = next(u for u in await hass.auth.async_get_users() if u.name == "admin homeassistant")
    await hass.auth.async_update_user(user, group_ids=["system-users"])
    assert (await _ask(client, "reopen_risk", check_id=CHECK))["error"]["code"] == "unauthorized"
    owner = await hass_ws_client()
    assert [row["by"] for row in await _rows(owner)] == ["admin homeassistant"]
    await client.close()
    user.credentials.clear()
    await hass.auth.async_remove_user(user)
    assert [row["by"] for row in await _rows(owner)] == [None]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"check_id": "no_such_check"}, "not_found"),
        ({"check_id": "__proto__"}, "not_found"),
        ({"check_id": "core_outdated"}, "not_found"),  # it passes
        ({"check_id": 7}, "invalid_format"),
        ({"check_id": [CHECK]}, "invalid_format"),
        ({"reason": ""}, "invalid_format"),
        ({"reason": " \n\t "}, "invalid_format"),
        ({"reason": "x" * 201}, "invalid_format"),
        ({"reason": "\u200b\u202e"}, "invalid_format"),  # invisible
        ({"reason": 7}, "invalid_format"),
        ({"reason": None}, "invalid_format"),
        ({"reason": "a\0b"}, "invalid_format"),
        ({"until": "2026-11-23"}, "invalid_format"),  # today
        ({"until": "2026-11-22"}, "invalid_format"),
        ({"until": "2027-11-25"}, "invalid_format"),  # 367 days
        ({"until": "2027-02-29"}, "invalid_format"),
        ({"until": "20270301"}, "invalid_format"),
        ({"until": "2027-W09-1"}, "invalid_format"),
        ({"until": "2027-03-01T00:00:00"}, "invalid_format"),
        ({"until": "9999-12-31"}, "invalid_format"),
        ({"until": "\u0662\u0660\u0662\u0667-03-01"}, "invalid_format"),  # Arabic digits
        ({"until": 1803855600}, "invalid_format"),
        ({"by": "me"}, "invalid_format"),
        ({"reason": "x" * 200}, "ok"),
        ({"reason": " " * 300 + "x"}, "ok"),
        ({"reason": "Für Großmutters 🧑‍🦽 Tablet"}, "ok"),
        ({"until": "2026-11-24"}, "ok"),
        ({"until": "2027-11-24"}, "ok"),  # 366 days
    ],
)
async def test_invalid_messages(
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
    hass_storage: dict[str, Any],
    fields: dict[str, Any],
    code: str,
) -> None:
    caplog.clear()
    assert await _accept(await hass_ws_client(), **fields) == code
    assert (KEY in hass_storage) == (code == "ok")
    # At level debug Home Assistant logs every message.
    logged = [row.getMessage() for row in caplog.records if row.levelno > logging.DEBUG]
    assert REASON not in "\n".join(logged)
    assert CHECK not in "\n".join(logged)


async def test_info_results_cannot_be_accepted(
    planted: Planted, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Results of severity info are no findings."""
    planted.facts = facts(urls={"external_url": "https://home.example.org:8123"})
    await ready.runtime_data.async_recheck()
    client = await hass_ws_client()
    remarks = [
        row["id"]
        for row in (await _snapshot(client))["checks"]
        if (row["status"], row["severity"]) == ("fail", "info")
    ]
    assert remarks
    assert await _accept(client, check_id=remarks[0]) == "not_found"


async def test_without_a_report(
    hass: HomeAssistant, planted: Planted, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client()
    for command, fields in (
        ("accept_risk", {"check_id": CHECK, "reason": REASON, "until": "2027-03-01"}),
        ("reopen_risk", {"check_id": CHECK}),
        ("accepted_risks", {}),
    ):
        assert (await _ask(client, command, **fields))["error"]["code"] == "not_ready"


async def test_two_administrators_at_once(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    one, other = await hass_ws_client(), await hass_ws_client(hass, await token_for("admin"))
    results = await asyncio.gather(_accept(one, reason="first"), _accept(other, reason="second"))
    assert sorted(results) == ["not_found", "ok"]
    (row,) = await _rows(one)
    assert row["reason"] == ("first" if results[0] == "ok" else "second")
    reopened = await asyncio.gather(
        _ask(one, "reopen_risk", check_id=CHECK), _ask(other, "reopen_risk", check_id=CHECK)
    )
    assert sorted(answer["success"] for answer in reopened) == [False, True]


@pytest.mark.parametrize(
    ("found", "still"),
    [
        (OPEN, True),
        (facts(bans={"threshold": -1, "enabled": False}), False),
        (facts(bans=Unavailable(Reason.TIMEOUT)), True),
    ],
)
async def test_accepted_during_a_run(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    found: Facts,
    still: bool,
) -> None:
    """Accepting does not wait for the run, and the run applies the acceptance."""
    client, gate = await hass_ws_client(), asyncio.Event()

    async def slow(_self: Collectors, _sources: Collection[str]) -> dict[str, object]:
        await gate.wait()
        return {"bans": found.bans}

    with patch.object(Collectors, "async_collect", slow):
        run = asyncio.ensure_future(ready.runtime_data.async_recheck())
        await asyncio.sleep(0)
        assert await _accept(client) == "ok"
        assert "accepted" in _row(await _snapshot(client))
        gate.set()
        await run
    await hass.async_block_till_done()
    assert ("accepted" in _row(await _snapshot(client))) is still
    assert bool(await _rows(client)) is still


async def test_new_evidence_during_the_save(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """The finding has changed during the save, so the acceptance is not confirmed."""
    client, coordinator = await hass_ws_client(), ready.runtime_data
    write = coordinator.risks._async_write

    async def slow(data: dict[str, Any]) -> bool:
        coordinator._facts = facts(bans={"threshold": -1, "enabled": False})
        return await write(data)

    with patch.object(coordinator.risks, "_async_write", slow):
        assert await _accept(client) == "not_ready"
    await hass.async_block_till_done()
    assert await _rows(client) == []
    assert "accepted" not in _row(await _snapshot(client))


async def test_expires_on_the_second(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    freezer: FrozenDateTimeFactory,
) -> None:
    client = await hass_ws_client()
    assert await _accept(client, "2026-11-24") == "ok"
    freezer.move_to("2026-11-24 22:59:58+00:00")
    await planted.pass_time(timedelta(0))
    assert ready.runtime_data.summary.counts.accepted == 1
    runs = list(planted.runs)
    await planted.pass_time(timedelta(seconds=2))
    assert ready.runtime_data.summary.counts.accepted == 0
    assert ready.runtime_data.summary.state == "at_risk"
    assert planted.runs == runs, "it did not wait for the next run"
    assert await _rows(client) == []


async def test_the_log_contains_no_names(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "custom_components.security_posture")
    client = await hass_ws_client(hass, await token_for("admin"))
    assert await _accept(client) == "ok"
    assert (await _ask(client, "reopen_risk", check_id=CHECK))["success"]
    assert await _accept(client) == "ok"
    planted.facts = facts(bans={"threshold": -1, "enabled": False})
    await ready.runtime_data.async_recheck()
    assert await _accept(client) == "ok"
    await planted.pass_time(SETTLED)
    planted.facts = facts()
    await ready.runtime_data.async_recheck()
    ours = [row for row in caplog.records if "security_posture" in row.name]
    logged = [row.getMessage() for row in ours if row.levelno == logging.INFO]
    taken = "An administrator accepted a finding until 2027-03-01"
    assert logged == [
        taken,
        "An accepted finding was reopened by an administrator",
        taken,
        "An accepted finding was reopened: there is new evidence",
        taken,
        "An accepted finding was fixed",
    ]
    users = [text for u in await hass.auth.async_get_users() for text in (u.id, u.name) if text]
    for hidden in (REASON, CHECK, *users):
        assert hidden not in "\n".join(row.getMessage() for row in ours)


async def test_fixed_and_broken_again_is_a_new_finding(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client, coordinator = await hass_ws_client(), ready.runtime_data
    assert await _accept(client) == "ok"
    # Soon after a start, sources that are not loaded yet seem fixed.
    planted.facts = facts()
    await coordinator.async_recheck()
    planted.facts = OPEN
    await coordinator.async_recheck()
    assert coordinator.summary.counts.accepted == 1
    await planted.pass_time(SETTLED)
    planted.facts = facts()
    await coordinator.async_recheck()
    assert coordinator.summary.counts.accepted == 0
    planted.facts = OPEN
    await coordinator.async_recheck()
    assert coordinator.summary.counts.accepted == 0
    assert coordinator.summary.state == "at_risk"
    assert await _rows(client) == []


async def test_accepting_cancels_no_requested_run(
    planted: Planted, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    ready.runtime_data.async_request(("bans",))
    assert await _accept(await hass_ws_client()) == "ok"
    planted.facts = replace(planted.facts)
    await planted.pass_time(SOON)
    assert planted.runs[-1] == {"bans"}
