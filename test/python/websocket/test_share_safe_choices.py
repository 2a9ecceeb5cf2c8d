"""The websocket command that keeps decisions about shareable copies."""

from base64 import b64decode
import io
import json
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch
import zipfile

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.share_safe import Choices, Copy, Private
from custom_components.security_posture.storage import copy_choices
from custom_components.security_posture.storage.copy_choices import copy_choices_store
from custom_components.security_posture.websocket.share_safe import command
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ..conftest import TokenFor

CHOOSE = {"type": f"{DOMAIN}/share_safe/choose"}
STORED = f"{DOMAIN}.copy_choices"


async def _chosen(client: Any, **fields: Any) -> str:
    """Return "ok" or the code of the error."""
    await client.send_json_auto_id(CHOOSE | fields)
    answer = await client.receive_json()
    return "ok" if answer["success"] else answer["error"]["code"]


async def test_a_decision_is_used_by_the_next_copy(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Also if the copy is requested before the decision was answered."""
    used: list[Choices] = []

    def make_copy(_directory: object, _knowledge: object, choices: Choices, *_: object) -> Copy:
        used.append(choices)
        return Copy()

    client = await hass_ws_client()
    with patch.object(command, "make_copy", make_copy):
        for message in (
            CHOOSE | {"kind": "person", "text": "Ottilie", "on": True},
            CHOOSE | {"kind": "area", "on": False},
            {"type": f"{DOMAIN}/share_safe", "review": False},
        ):
            await client.send_json_auto_id(message)
        while "copy" not in (await client.receive_json()).get("event", {}):
            pass
    (choices,) = used
    assert choices.is_on(Private.PERSON, "ottilie") is True
    assert choices.is_on(Private.PERSON, "Otto") is None
    assert choices.is_on(Private.AREA, "Ottilie") is None
    assert choices.is_on(Private.AREA, "") is False
    assert choices.is_on(Private.PERSON, "") is None


async def test_what_is_stored(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator, hass_storage: dict[str, Any]
) -> None:
    client = await hass_ws_client()
    assert await _chosen(client, kind="person", text="Ottilie", on=True) == "ok"
    assert await _chosen(client, kind="zone", on=False) == "ok"
    stored = hass_storage[STORED]["data"]
    assert stored["kinds"] == {"zone": False}
    assert [*stored["texts"].values()] == [True]
    assert "ottilie" not in json.dumps(hass_storage[STORED]).lower()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "secret", "on": False},
        {"kind": "coordinate", "on": False},
        {"kind": "word", "text": "Acme", "on": False},
        {"kind": "password", "on": False},
        {"kind": ["person"], "on": False},
        {"kind": None, "on": False},
        {"kind": "person", "on": "false"},
        {"kind": "person", "on": None},
        {"kind": "person", "text": " ", "on": True},
        {"kind": "person", "text": "\u200b\u00ad", "on": True},
        {"kind": "person", "text": "x" * 1_000_000, "on": True},
        {"kind": "person\0", "on": False},
        {"kind": "person", "text": "x" * 257, "on": True},
        {"kind": "person", "text": None, "on": True},
        {"kind": "person", "text": ["Ottilie"], "on": True},
    ],
)
async def test_invalid(
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_storage: dict[str, Any],
    fields: dict[str, Any],
) -> None:
    assert await _chosen(await hass_ws_client(), **fields) == "invalid_format"
    assert STORED not in hass_storage


async def test_unauthorized(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    hass_storage: dict[str, Any],
) -> None:
    for kind, provider in (("user", "homeassistant"), ("admin", "trusted_networks")):
        client = await hass_ws_client(hass, await token_for(kind, provider=provider))
        assert await _chosen(client, kind="person", on=False) == "unauthorized"
    assert STORED not in hass_storage


async def test_a_failed_write(ready: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> None:
    client = await hass_ws_client()
    with patch.object(Store, "async_save", side_effect=OSError("canary")):
        assert await _chosen(client, kind="person", on=False) == "not_ready"


async def test_removed_with_the_entry(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_storage: dict[str, Any],
) -> None:
    client = await hass_ws_client()
    assert await _chosen(client, kind="person", text="Ottilie", on=True) == "ok"
    await hass.config_entries.async_remove(ready.entry_id)
    assert STORED not in hass_storage
    choices = await copy_choices_store(hass).async_choices()
    assert choices.is_on(Private.PERSON, "Ottilie") is None
    assert await _chosen(client, kind="person", text="Ottilie", on=True) == "not_ready"
    assert STORED not in hass_storage


async def test_as_many_as_fit(
    hass: HomeAssistant, ready: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client()
    with patch.object(copy_choices, "MAX_TEXTS", 3):
        for name in ("Ada", "Bob", "Ada", "Cem", "Dora"):
            assert await _chosen(client, kind="person", text=name, on=True) == "ok"
    choices = await copy_choices_store(hass).async_choices()
    known = [n for n in ("Ada", "Bob", "Cem", "Dora") if choices.is_on(Private.PERSON, n)]
    assert known == ["Ada", "Cem", "Dora"]


async def _copied(client: Any, **fields: Any) -> dict[str, str]:
    """Return the files of a copy."""
    await client.send_json_auto_id({"type": f"{DOMAIN}/share_safe", "review": False} | fields)
    while "copy" not in (event := (message := await client.receive_json()).get("event", {})):
        assert message.get("success", "failed" not in event), message
    with zipfile.ZipFile(io.BytesIO(b64decode(event["copy"]["zip"]))) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.fixture
def configuration(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Give the instance a configuration directory; return the file."""
    hass.config.config_dir = str(tmp_path)
    return tmp_path / "configuration.yaml"


async def test_a_decision_holds_for_what_is_written_later(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator, configuration: Path
) -> None:
    """In another spelling, and where little shows that it is a name."""
    client = await hass_ws_client()
    assert await _chosen(client, kind="person", text="Zwackélie", on=True) == "ok"
    configuration.write_text("script:\n  a:\n    alias: Start the Zwackelie mode\n")
    assert "zwackelie" not in (await _copied(client))["configuration.yaml"].lower()


async def test_what_another_administrator_decides_after_the_review(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    configuration: Path,
) -> None:
    """What was to be replaced then, or is to be now, is replaced."""
    hass.states.async_set("person.tilda", "home", {"friendly_name": "Tilda"})
    configuration.write_text(
        "script:\n  a:\n    alias: Call Tilda\n  b:\n    alias: Good morning, Ottilie\n"
        "  c:\n    alias: Ottilie is home\n"
    )
    client, other = await hass_ws_client(), await hass_ws_client(hass, await token_for("admin"))
    reviewed = [
        {"kind": "person", "on": True},
        {"kind": "person", "text": "Ottilie", "on": False},
    ]
    assert await _chosen(other, kind="person", on=False) == "ok"
    assert "Tilda" in (await _copied(client))["configuration.yaml"], "as decided"
    text = (await _copied(client, reviewed=reviewed))["configuration.yaml"]
    assert "Tilda" not in text, "as it was seen"
    assert "Ottilie" in text, "as it was seen"
    assert await _chosen(other, kind="person", text="Ottilie", on=True) == "ok"
    text = (await _copied(client, reviewed=reviewed))["configuration.yaml"]
    assert "Ottilie" not in text


@pytest.mark.parametrize(
    "reviewed",
    [
        None,
        {},
        "person",
        [None],
        [{}],
        [{"kind": "secret", "on": False}],
        [{"kind": "person", "on": 0}],
        [{"kind": "person", "on": True}, {"kind": "person", "text": 7, "on": True}],
        [{"kind": "person", "text": f"Ottilie {n}", "on": True} for n in range(1_001)],
    ],
)
async def test_invalid_reviewed_switches(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator, reviewed: object
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": f"{DOMAIN}/share_safe", "reviewed": reviewed})
    assert (await client.receive_json())["error"]["code"] == "invalid_format"


async def test_what_a_review_lists_can_be_sent_back(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator, configuration: Path
) -> None:
    lines = [f"    - alias: Good morning, Zw{n:c}ackel, a{n}@zwackel.org" for n in range(97, 123)]
    configuration.write_text("automation:\n" + "\n".join(lines) + "\n")
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": f"{DOMAIN}/share_safe", "review": True})
    while "review" not in (event := (await client.receive_json()).get("event", {})):
        pass
    review = event["review"]
    assert review["takes_reviewed"]
    rows = [each for each in review["kinds"] if not each["fixed"]] + review["suggestions"]
    kept = {"kind", "text", "on"}
    switches = [{key: each[key] for key in each.keys() & kept} for each in rows]
    assert switches
    assert await _copied(client, reviewed=switches)


async def test_many_requests_at_once(
    ready: MockConfigEntry, hass_ws_client: WebSocketGenerator, configuration: Path
) -> None:
    """One copy is made; the others are refused, and the next one is made."""
    configuration.write_text("a: 1\n")
    client = await hass_ws_client()
    for _ in range(50):
        await client.send_json_auto_id({"type": f"{DOMAIN}/share_safe"})
    answers = []
    while len(answers) < 50:
        message = await client.receive_json()
        if message["type"] == "result":
            answers.append(message["success"] or message["error"]["code"])
    assert answers.count("not_ready") + answers.count(True) == 50
    assert answers[0] is True
    while "copy" not in message.get("event", {}):
        message = await client.receive_json()


async def test_the_own_log_says_nothing_of_what_was_read(
    ready: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    configuration: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Also at level debug."""
    configuration.write_text(
        "mqtt:\n  password: Sommer2019x\nscript:\n  a:\n    alias: Good morning, Ottilie\n"
    )
    (configuration.parent / "broken.yaml").write_text("password: [Sommer2019x\nb: }")
    client = await hass_ws_client()
    with caplog.at_level(logging.DEBUG):
        assert await _chosen(client, kind="person", text="Ottilie", on=True) == "ok"
        await _copied(client, words=["Sommerfest"])
    # Home Assistant itself logs every message at level debug.
    own = [row for row in caplog.records if "websocket_api" not in row.name]
    logged = "\n".join(row.getMessage() for row in own)
    assert not any(word in logged for word in ("Sommer", "Ottilie", "ottilie"))
