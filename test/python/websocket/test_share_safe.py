"""The websocket command that sends a shareable copy."""

import asyncio
from base64 import b64decode
import io
import json
import logging
from pathlib import Path
import threading
from typing import Any
from unittest.mock import patch
import zipfile

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.share_safe import Progress
from custom_components.security_posture.websocket import share_safe as websocket_share_safe
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from ..conftest import TokenFor

COMMAND = {"type": f"{DOMAIN}/share_safe"}
PLANTED = """mqtt:
  password: Sommer2019.
notify: mobile_app_otto
x: Called by Tilda Swanlake at the Moonbase, Acme, with the Otter Phone and with Bertram
"""


@pytest.fixture(autouse=True)
async def _home(hass: HomeAssistant, tmp_path: Path, entry: MockConfigEntry) -> None:
    """Give the instance a configuration directory, and names of all kinds."""
    (tmp_path / "configuration.yaml").write_text(PLANTED)
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, DOMAIN, {})
    hass.states.async_set("person.tilda", "home", {"friendly_name": "Tilda Swanlake"})
    hass.states.async_set("zone.base", "0", {"friendly_name": "Moonbase"})
    MockUser(name="Bertram").add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "x")}, name="Otter Phone"
    )


async def _made(client: Any, **fields: Any) -> list[dict[str, Any]]:
    """Return all events of a copy."""
    await client.send_json_auto_id(COMMAND | fields)
    answer = await client.receive_json()
    assert answer["success"], answer
    events = [(await client.receive_json())["event"]]
    while "progress" in events[-1]:
        events.append((await client.receive_json())["event"])
    return events


async def test_a_copy(hass_ws_client: WebSocketGenerator) -> None:
    *progress, last = await _made(await hass_ws_client(), words=["Acme"])
    copy = last["copy"]
    assert (copy["files"], copy["left_out"]) == (1, 0)
    assert copy["counts"]["password"] == copy["counts"]["word"] == 1
    with zipfile.ZipFile(io.BytesIO(b64decode(copy["zip"]))) as file:
        assert set(file.namelist()) == {"configuration.yaml", "replaced.csv"}
        text = file.read("configuration.yaml").decode()
    assert "password: password_1" in text
    for name in ("Tilda", "Swanlake", "Moonbase", "Acme", "Otter", "Bertram", "otto", "Sommer"):
        assert name not in text
    assert progress[-1] == {"progress": {"done": 2, "of": 2}}


async def test_unauthorized(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, token_for: TokenFor
) -> None:
    for kind, provider in (("user", "homeassistant"), ("admin", "trusted_networks")):
        client = await hass_ws_client(hass, await token_for(kind, provider=provider))
        await client.send_json_auto_id(COMMAND)
        answer = await client.receive_json()
        assert answer["error"]["code"] == "unauthorized"


@pytest.mark.parametrize(
    "words",
    [
        ["Acme", "x"],
        ["Acme" * 26],
        [["Acme"]],
        [5],
        "Acme",
        {"Acme": None},
        None,
        ["Acme"] * 501,
    ],
)
async def test_invalid_words(
    hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture, words: object
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND | {"words": words})
    error = (await client.receive_json())["error"]
    assert error["code"] == "invalid_format"
    # At level debug Home Assistant logs every message.
    logged = [row.getMessage() for row in caplog.records if row.levelno > logging.DEBUG]
    assert "Acme" not in "\n".join([*logged, error["message"]])


async def test_one_at_a_time_and_cancelled(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """A second copy is refused until the first is cancelled."""
    going, goes_on = threading.Event(), threading.Event()
    ended: list[str] = []

    def slow(_directory: Path, _names: object, progress: Progress) -> None:
        going.set()
        goes_on.wait(60)
        try:
            progress(1, 1)
        except Exception as error:
            ended.append(type(error).__name__)
            raise

    client, other = await hass_ws_client(), await hass_ws_client()
    with patch.object(websocket_share_safe, "make_copy", slow):
        await client.send_json_auto_id(COMMAND)
        subscription = (await client.receive_json())["id"]
        await hass.async_add_executor_job(going.wait, 60)
        await other.send_json_auto_id(COMMAND)
        assert (await other.receive_json())["error"]["code"] == "not_ready"
        await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": subscription})
        assert (await client.receive_json())["success"]
        goes_on.set()
        await asyncio.sleep(0)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert ended == ["_CancelledError"]
    assert "copy" in (await _made(other))[-1]


async def test_errors_contain_no_details(
    hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    client = await hass_ws_client()
    with patch.object(websocket_share_safe, "make_copy", side_effect=ValueError("Sommer2019.")):
        assert await _made(client) == [{"failed": "failed"}]
    with patch.object(websocket_share_safe, "async_names", side_effect=ValueError("Sommer2019.")):
        assert await _made(client) == [{"failed": "failed"}]
    with patch.object(websocket_share_safe, "MAX_BYTES", 10):
        assert (await _made(client))[-1] == {"failed": "too_large"}
    assert "Sommer2019" not in caplog.text
    assert "ValueError" in caplog.text
    assert "copy" in json.dumps((await _made(client))[-1])
