"""No output that all users can read contains private data.

The planted data: `support/leak_detection.py`; the outputs: `support/channels.py`.
"""

from base64 import b64encode
from collections.abc import Callable
import json
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.security_posture import diagnostics, system_health
from custom_components.security_posture.collectors import Collectors, Source
from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.ui.findings_issue import ISSUE_ID
from homeassistant.components import persistent_notification
from homeassistant.components.homeassistant.exposed_entities import (
    KNOWN_ASSISTANTS,
    async_should_expose,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import TokenFor
from .support.channels import CHANNELS, Home
from .support.leak_detection import FILES, NAMES, SECRETS, assert_no_private_data, plant

# What no user may learn: who and what is here, where findings are, and which checks fail.
PRIVATE = (*NAMES, *CHECKS, *FILES)

LEAKS = {
    "a secret": SECRETS["yaml"],
    "a secret in small letters": SECRETS["yaml"].lower(),
    "how a secret begins": f"{SECRETS['yaml'][:8]}...",
    "a secret in hex": SECRETS["yaml"].encode().hex(),
    "a secret in base64": b64encode(f"password={SECRETS['yaml']}!".encode()).decode(),
    "a name": "Canary Person",
    "a quoted name": quote("canary person"),
    "an address": "203.0.113.66",
    "an entity": "sensor.canary_bans",
    "a check": "passwordless_network",
    "a path": "/config/esphome/lamp.yaml",
}


@pytest.fixture
async def home(
    hass: HomeAssistant,
    canary_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    hass_storage: dict[str, Any],
    token_for: TokenFor,
) -> Home:
    """Return the home with planted private data, and its clients."""
    for component in ("api", "config", "diagnostics", "repairs", "system_health"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    assert canary_entry.runtime_data.summary.state == "at_risk"
    return Home(
        hass,
        canary_entry,
        await hass_ws_client(hass, await token_for("user")),
        await hass_client(await token_for("admin")),
        hass_storage,
    )


@pytest.mark.parametrize("channel", CHANNELS)
async def test_no_channel_contains_private_data(home: Home, channel: str) -> None:
    ids = [user.id for user in await home.hass.auth.async_get_users()]
    assert_no_private_data(channel, await CHANNELS[channel](home), (*PRIVATE, *ids))


def _leak_to_states(home: Home, text: str) -> None:
    home.hass.states.async_set("sensor.security_posture_state", text)


def _leak_to_attributes(home: Home, text: str) -> None:
    home.hass.states.async_set("sensor.security_posture_state", "good", {"nested": [{text: 1}]})


def _leak_to_repairs(home: Home, text: str) -> None:
    ir.async_create_issue(
        home.hass,
        DOMAIN,
        ISSUE_ID,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key="findings_one",
        translation_placeholders={"count": text},
    )


def _leak_to_title(home: Home, text: str) -> None:
    home.hass.config_entries.async_update_entry(home.entry, title=text)


def _leak_to_device(home: Home, text: str) -> None:
    registry = dr.async_get(home.hass)
    (device,) = dr.async_entries_for_config_entry(registry, home.entry.entry_id)
    registry.async_update_device(device.id, sw_version=text)


def _leak_to_disk(home: Home, text: str) -> None:
    home.storage[f"{DOMAIN}.new"] = {"data": [{text: None}]}


@pytest.mark.parametrize(
    ("channel", "leak"),
    [
        ("states", _leak_to_states),
        ("states", _leak_to_attributes),
        ("templates", _leak_to_attributes),
        ("templates", _leak_to_device),
        ("repairs", _leak_to_repairs),
        ("config entries", _leak_to_title),
        ("registries", _leak_to_device),
        ("the disk", _leak_to_disk),
        ("system health", system_health),
        ("diagnostics", diagnostics),
    ],
)
async def test_a_leak_would_be_found(
    home: Home, channel: str, leak: Callable[[Home, str], None] | ModuleType
) -> None:
    """The search finds data leaked on purpose, in every form."""
    for form, text in LEAKS.items():
        if isinstance(leak, ModuleType):
            with patch.object(leak, "RULESET", text):
                output = await CHANNELS[channel](home)
        else:
            leak(home, text)
            output = await CHANNELS[channel](home)
        with pytest.raises(AssertionError, match=" contains "):
            assert_no_private_data(form, output, PRIVATE)


async def test_an_error_contains_no_private_data(
    hass: HomeAssistant,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    hass_storage: dict[str, Any],
    token_for: TokenFor,
) -> None:
    """Every collector raises with secrets in its text and its cause; one in a nested error."""
    await plant(hass, tmp_path)
    begin = Collectors.__init__

    async def fail(*_args: Any) -> None:
        cause = OSError(SECRETS["key"], "canary-host.example")
        raise ExceptionGroup(SECRETS["yaml"], [ValueError("canary person")]) from cause

    def begin_failing(self: Collectors, *args: Any) -> None:
        begin(self, *args)
        self._sources = {name: Source(fail, 1) for name in self._sources}

    entry = MockConfigEntry(domain=DOMAIN, title=NAME)
    entry.add_to_hass(hass)
    caplog.set_level("DEBUG")
    with patch.object(Collectors, "__init__", begin_failing):
        for component in (DOMAIN, "config", "diagnostics", "repairs", "system_health"):
            assert await async_setup_component(hass, component, {})
        await hass.async_block_till_done()
        assert await entry.runtime_data.async_recheck()
    home = Home(
        hass,
        entry,
        await hass_ws_client(hass, await token_for("user")),
        await hass_client(await token_for("admin")),
        hass_storage,
    )
    for channel in ("states", "system health", "diagnostics", "config entries", "registries"):
        assert_no_private_data(channel, await CHANNELS[channel](home))
    file = json.loads(await CHANNELS["diagnostics"](home))
    assert {source["status"] for source in file["data"]["sources"].values()} == {"internal"}
    ours = [row for row in caplog.records if "security_posture" in row.name]
    assert ours
    assert_no_private_data(
        "the log", "\n".join(f"{row.getMessage()} {row.exc_text or ''}" for row in ours)
    )


async def test_a_failed_setup_contains_no_private_data(home: Home) -> None:
    text = f"canary person {SECRETS['yaml']}"
    with patch.object(Collectors, "async_start", side_effect=RuntimeError(text)):
        await home.hass.config_entries.async_reload(home.entry.entry_id)
        await home.hass.async_block_till_done()
    assert_no_private_data("the config entry", await CHANNELS["config entries"](home))
    file = json.loads(await CHANNELS["diagnostics"](home))
    assert_no_private_data("diagnostics", json.dumps(file))
    assert file["data"]["phase"] == "failed"
    assert (file["data"]["report"], file["data"]["sources"]) == (None, {})
    assert_no_private_data("system health", await CHANNELS["system health"](home))
    assert (DOMAIN, ISSUE_ID) not in ir.async_get(home.hass).issues


async def test_titles_are_constant(home: Home) -> None:
    (entry,) = json.loads(await CHANNELS["config entries"](home))
    assert (entry["title"], entry["reason"]) == ("Security Posture", None)
    (device,) = dr.async_entries_for_config_entry(dr.async_get(home.hass), home.entry.entry_id)
    assert (device.name, device.manufacturer) == ("Security Posture", "Security Posture")
    assert device.configuration_url == (
        "homeassistant://config/integrations/integration/security_posture"
    )


async def test_no_notification_is_created(home: Home) -> None:
    """Every user reads all of them, and dismisses them."""
    assert await async_setup_component(home.hass, "persistent_notification", {})
    assert await home.entry.runtime_data.async_recheck()
    await home.hass.async_block_till_done()
    assert await home.ask("persistent_notification/get") == []
    persistent_notification.async_create(home.hass, "leaked")
    assert len(await home.ask("persistent_notification/get")) == 1


@pytest.mark.parametrize("assistant", KNOWN_ASSISTANTS)
async def test_assistants_get_no_private_data(home: Home, assistant: str) -> None:
    assert await async_setup_component(home.hass, "homeassistant", {})
    entities = er.async_entries_for_config_entry(er.async_get(home.hass), home.entry.entry_id)
    assert len(entities) >= 17
    for entity in entities:
        assert not async_should_expose(home.hass, assistant, entity.entity_id), entity.entity_id
