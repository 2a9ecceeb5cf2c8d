"""The dashboard resource that keeps the card on pages opened during a start."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import re
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import yaml

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.ui.dashboard_resource import (
    LOADER,
    async_keep_resource,
    async_remove_resource,
    is_loader,
    loader,
)
from homeassistant.config_entries import SOURCE_USER, ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import Planted

OTHER = {"id": "other", "type": "module", "url": "/hacsfiles/other-card.js"}
OLDER = loader("import('/security_posture/card.js')")
# What somebody else made of our address, or of a loader.
FOREIGN = (
    "data:text/javascript,import('/security_posture/card.js')",
    "data:text/javascript,import('/security_posture/card.js');import('/local/own.js')",
    "data:text/javascript,/* Shows Security Posture */ import('/security_posture/card.js')",
    f"{LOADER} import('/local/own.js');",
    f"{LOADER}\nimport('/local/own.js');",
    LOADER.replace("*/ ", "*/ import('/local/own.js'); "),
    LOADER.replace("data:text/javascript,", "data:text/javascript,import('/local/own.js');"),
    LOADER.replace("30)", "300)"),
    LOADER.replace("data:", "DATA:"),
    f" {LOADER}",
    LOADER.replace("data:text/javascript,", "data:text/javascript;base64,"),
    "/security_posture/card.js",
    "/security_posture/card.js?v=0123456789ab",
    "/local/loader.js?url=/security_posture/card.js",
    "data:text/javascript,import('/hacsfiles/other.js')",
    "",
)


@pytest.fixture
async def resources(hass: HomeAssistant, hass_storage: dict[str, Any]) -> AsyncIterator[Any]:
    """Return a function that returns the stored resources; one is of another card."""
    _store(hass_storage, OTHER)

    async def stored() -> list[tuple[str, str]]:
        collection = hass.data["lovelace"].resources
        await collection.async_get_info()
        return [(item["type"], item["url"]) for item in collection.async_items()]

    return stored


def _store(hass_storage: dict[str, Any], *items: dict[str, str]) -> None:
    hass_storage["lovelace_resources"] = {
        "version": 1,
        "key": "lovelace_resources",
        "data": {"items": list(items)},
    }


def _item(number: int, url: str = LOADER, type_: str = "module") -> dict[str, str]:
    return {"id": f"id{number}", "type": type_, "url": url}


async def _load(hass: HomeAssistant, entry: MockConfigEntry, keep: bool | None) -> None:
    hass.config_entries.async_update_entry(
        entry, options={} if keep is None else {"keep_card": keep}
    )
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED


UNTOUCHED = [(OTHER["type"], OTHER["url"])]
KEPT = [*UNTOUCHED, ("module", LOADER)]


def test_the_address_survives_the_frontend() -> None:
    """The frontend passes it through `new URL()`, which drops or encodes these characters."""
    assert LOADER.isascii()
    assert LOADER.isprintable()
    assert not set("#%?") & set(LOADER)
    assert is_loader(LOADER)


def test_the_loader_uses_nothing_that_only_pages_with_https_have() -> None:
    names = set(re.findall(r"[A-Za-z]\w*", LOADER.partition("*/")[2]))
    assert {"fetch", "customElements"} <= names
    assert names.isdisjoint({"navigator", "crypto", "caches", "Notification", "isSecureContext"})


def test_the_docs_have_the_current_line_for_yaml() -> None:
    page = Path(__file__).parents[3] / "docs" / "wall-tablet.md"
    [block] = re.findall(r"```yaml\n(.*?)```", page.read_text(), re.DOTALL)
    [resource] = yaml.safe_load(block)["lovelace"]["resources"]
    assert resource == {"type": "module", "url": LOADER}


def test_loaders_of_all_versions_are_ours() -> None:
    assert is_loader(LOADER)
    assert is_loader(OLDER)


@pytest.mark.parametrize("url", FOREIGN)
def test_nothing_else_is_ours(url: str) -> None:
    assert not is_loader(url)


async def test_resources_of_others_are_never_changed_or_deleted(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    hass_storage: dict[str, Any],
) -> None:
    _store(hass_storage, *(_item(number, url) for number, url in enumerate(FOREIGN)))
    foreign = [("module", url) for url in FOREIGN]
    await _load(hass, entry, keep=True)
    assert await resources() == [*foreign, ("module", LOADER)]
    hass.config_entries.async_update_entry(entry, options={"keep_card": False})
    await hass.config_entries.async_reload(entry.entry_id)
    assert await resources() == foreign
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources() == foreign


async def test_everything_at_once(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, resources: Any
) -> None:
    """Also while the collection is loaded, which Home Assistant may do several times."""
    await _load(hass, entry, keep=None)
    hass.data["lovelace"].resources.loaded = False
    await asyncio.gather(*(async_keep_resource(hass) for _ in range(5)), resources())
    assert await resources() == KEPT
    hass.data["lovelace"].resources.loaded = False
    await asyncio.gather(*(async_remove_resource(hass) for _ in range(5)), resources())
    assert await resources() == UNTOUCHED


async def test_it_is_added_once(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, resources: Any
) -> None:
    await _load(hass, entry, keep=True)
    assert await resources() == KEPT
    for _ in range(2):
        await hass.config_entries.async_reload(entry.entry_id)
        assert await resources() == KEPT


@pytest.mark.parametrize("keep", [None, False])
async def test_nothing_is_written_unasked(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    keep: bool | None,
) -> None:
    await _load(hass, entry, keep)
    assert await resources() == UNTOUCHED


async def test_an_entry_that_was_not_asked_leaves_a_resource_added_by_hand(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    hass_storage: dict[str, Any],
) -> None:
    _store(hass_storage, OTHER, _item(1))
    await _load(hass, entry, keep=None)
    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    await hass.config_entries.async_set_disabled_by(entry.entry_id, None)
    assert await resources() == KEPT
    form = await hass.config_entries.options.async_init(entry.entry_id)
    [audience] = [key for key in form["data_schema"].schema if key == "audience"]
    [box] = [
        key for key in form["data_schema"].schema[audience].schema.schema if key == "keep_card"
    ]
    assert box.description == {"suggested_value": True}


@pytest.mark.parametrize(
    "present",
    [
        pytest.param([_item(1)], id="by hand, or a restored backup"),
        pytest.param([_item(1, OLDER)], id="of another version"),
        pytest.param([_item(1, LOADER, "js")], id="with another type"),
        pytest.param([_item(1), _item(2)], id="twice"),
        pytest.param([_item(1, OLDER), _item(2), _item(3, OLDER)], id="of several versions"),
    ],
)
async def test_there_is_one_current_resource_whatever_was_there(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    hass_storage: dict[str, Any],
    present: list[dict[str, str]],
) -> None:
    _store(hass_storage, OTHER, *present)
    await _load(hass, entry, keep=True)
    assert await resources() == KEPT
    assert "id1" in hass.data["lovelace"].resources.data, "the first is kept, and updated"
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources() == UNTOUCHED


async def test_a_current_resource_is_not_written_again(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    hass_storage: dict[str, Any],
) -> None:
    _store(hass_storage, _item(1), OTHER)
    collection = "homeassistant.components.lovelace.resources.ResourceStorageCollection"
    with (
        patch(f"{collection}.async_create_item") as create,
        patch(f"{collection}.async_update_item") as update,
        patch(f"{collection}.async_delete_item") as delete,
    ):
        await _load(hass, entry, keep=True)
    assert [method.called for method in (create, update, delete)] == [False] * 3


async def test_ticked_and_unticked_in_the_options(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, resources: Any
) -> None:
    await _load(hass, entry, keep=None)
    for keep, expected in ((True, KEPT), (False, UNTOUCHED), (True, KEPT)):
        form = await hass.config_entries.options.async_init(entry.entry_id)
        await hass.config_entries.options.async_configure(
            form["flow_id"], {"audience": {"keep_card": keep}, "looking": {}, "evidence": {}}
        )
        await hass.async_block_till_done()
        assert await resources() == expected


@pytest.mark.parametrize("boxes", [{}, {"keep_card": True, "create_dashboard": True}])
async def test_it_comes_with_the_setup_and_goes_with_the_entry(
    hass: HomeAssistant, planted: Planted, resources: Any, boxes: dict[str, bool]
) -> None:
    for _ in range(2):
        form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        created = await hass.config_entries.flow.async_configure(form["flow_id"], boxes)
        await hass.async_block_till_done()
        assert await resources() == KEPT
        await hass.config_entries.async_remove(created["result"].entry_id)
        assert await resources() == UNTOUCHED


async def test_it_goes_while_the_entry_is_disabled(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, resources: Any
) -> None:
    await _load(hass, entry, keep=True)
    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    assert await resources() == UNTOUCHED
    await hass.config_entries.async_set_disabled_by(entry.entry_id, None)
    assert await resources() == KEPT


async def test_an_entry_that_fails_has_it_and_removes_it(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, resources: Any
) -> None:
    coordinator = f"custom_components.{DOMAIN}.coordinator.PostureCoordinator"
    hass.config_entries.async_update_entry(entry, options={"keep_card": True})
    with patch(f"{coordinator}.async_start", side_effect=OSError):
        assert await async_setup_component(hass, DOMAIN, {})
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert await resources() == KEPT
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources() == UNTOUCHED


async def test_an_administrator_edits_resources_at_the_same_time(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    hass_ws_client: WebSocketGenerator,
) -> None:
    await _load(hass, entry, keep=True)
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "lovelace/resources"})
    listed = (await client.receive_json())["result"]
    [ours] = [item["id"] for item in listed if is_loader(item["url"])]
    await client.send_json_auto_id({"type": "lovelace/resources/delete", "resource_id": ours})
    assert (await client.receive_json())["success"]
    assert await resources() == UNTOUCHED
    # Removed by hand, it is not removed again, and what was added meanwhile stays.
    added = {"res_type": "css", "url": "/local/own.css"}
    await client.send_json_auto_id({"type": "lovelace/resources/create", **added})
    assert (await client.receive_json())["success"]
    await hass.config_entries.async_remove(entry.entry_id)
    assert await resources() == [*UNTOUCHED, ("css", "/local/own.css")]


async def test_resources_in_yaml_are_left_alone(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    own = [{"type": "module", "url": LOADER}]
    config = {"lovelace": {"resource_mode": "yaml", "resources": own}}
    assert await async_setup_component(hass, "lovelace", config)
    await _load(hass, entry, keep=True)
    items = hass.data["lovelace"].resources.async_items()
    assert [dict(item) for item in items] == own
    await hass.config_entries.async_remove(entry.entry_id)
    assert len(items) == 1
    assert "dashboard resources" not in caplog.text


@pytest.mark.parametrize("broken", [None, object(), "no url"])
async def test_the_integration_works_without_the_resources(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    resources: Any,
    caplog: pytest.LogCaptureFixture,
    broken: object,
) -> None:
    assert await async_setup_component(hass, "frontend", {})
    if broken == "no url":
        await hass.data["lovelace"].resources.async_get_info()
        hass.data["lovelace"].resources.data["x"] = {"id": "x"}
    else:
        hass.data["lovelace"] = broken
    await _load(hass, entry, keep=True)
    await hass.config_entries.async_remove(entry.entry_id)
    warnings = caplog.text.count("Could not read or change the dashboard resources")
    assert warnings == (0 if broken is None else 2)
    assert LOADER not in caplog.text
