"""The websocket command that keeps decisions about shareable copies."""

import json
from typing import Any
from unittest.mock import patch

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
