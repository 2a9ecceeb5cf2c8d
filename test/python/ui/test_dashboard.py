"""The dashboard that the setup form offers, in Home Assistant's own collection of dashboards."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import flush_store
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.ui.dashboard import Outcome, async_create_dashboard
from homeassistant.components.lovelace import LOVELACE_DATA
from homeassistant.components.lovelace.dashboard import (
    DashboardsCollection,
    DashboardsCollectionWebSocket,
    LovelaceStorage,
)
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownFlow
from homeassistant.setup import async_setup_component

from ..conftest import Planted, TokenFor
from ..pure.integration_files.files import ENGLISH, PACKAGE, read

ASKED = {"create_dashboard": True}
PATH = "security-posture"
CARD = {"type": "custom:security-posture-card", "grid_options": {"columns": "full"}}
TEXTS = read(PACKAGE).words[ENGLISH]["config"]["create_entry"]


async def _open(hass: HomeAssistant) -> str:
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    return form["flow_id"]


async def _add(hass: HomeAssistant, answers: dict[str, Any]) -> Any:
    """Add the integration, and return the last dialog."""
    created = await hass.config_entries.flow.async_configure(await _open(hass), answers)
    await hass.async_block_till_done()
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert created["result"].state is ConfigEntryState.LOADED
    assert created["data"] == {}
    assert "create_dashboard" not in created["options"]
    return created


def _text(dialog: Any) -> str:
    text: str = TEXTS[dialog["description"]]
    return text.format(**dialog["description_placeholders"])


def _link(page: str) -> str:
    return f'<a href="/{page}" target="_self">'


def _paths(hass: HomeAssistant) -> set[str]:
    return {path for path in hass.data[LOVELACE_DATA].dashboards if path}


async def _cards(hass: HomeAssistant, path: str) -> list[Any]:
    config = await hass.data[LOVELACE_DATA].dashboards[path].async_load(force=False)
    return [
        card
        for view in config["views"]
        for section in view["sections"]
        for card in section["cards"]
    ]


async def _create(hass: HomeAssistant, client: WebSocketGenerator, **fields: Any) -> None:
    """Create a dashboard as the settings page does."""
    socket = await client(hass)
    await socket.send_json_auto_id({"type": "lovelace/dashboards/create"} | fields)
    assert (await socket.receive_json())["success"]


@pytest.mark.parametrize("answers", [{}, {"create_dashboard": False}])
async def test_none_is_created_unless_asked(
    hass: HomeAssistant, planted: Planted, answers: dict[str, Any], hass_storage: dict[str, Any]
) -> None:
    dialog = await _add(hass, answers)
    assert dialog["description"] == Outcome.NOT_ASKED
    assert _link("config/lovelace/dashboards") in _text(dialog)
    assert _paths(hass) == set()
    assert not [name for name in hass_storage if name.startswith(("lovelace.", "lovelace_dash"))]


async def test_created_with_the_card(
    hass: HomeAssistant,
    planted: Planted,
    hass_storage: dict[str, Any],
    hass_ws_client: WebSocketGenerator,
) -> None:
    dialog = await _add(hass, ASKED)
    assert dialog["description"] == Outcome.CREATED
    assert f"{_link(PATH)}Open the dashboard Security</a>" in _text(dialog)
    assert await _cards(hass, PATH) == [CARD]
    socket = await hass_ws_client(hass)
    await socket.send_json_auto_id({"type": "lovelace/dashboards/list"})
    (listed,) = (await socket.receive_json())["result"]
    assert listed == {
        "id": "security_posture",
        "url_path": PATH,
        "title": "Security",
        "icon": "mdi:shield-half-full",
        "mode": "storage",
        "require_admin": True,
        "show_in_sidebar": True,
    }
    await flush_store(_collection(hass).store)
    assert hass_storage["lovelace_dashboards"]["data"]["items"] == [listed]
    assert hass_storage["lovelace.security_posture"]["data"]["config"]["views"]


def _collection(hass: HomeAssistant) -> DashboardsCollection:
    handler, _schema = hass.data["websocket_api"]["lovelace/dashboards/create"]
    collection = handler.__wrapped__.__wrapped__.__self__.storage_collection
    assert isinstance(collection, DashboardsCollection)
    return collection


async def test_only_administrators_see_it(
    hass: HomeAssistant, planted: Planted, hass_ws_client: WebSocketGenerator, token_for: TokenFor
) -> None:
    await _add(hass, ASKED)
    for kind, sees in (("admin", True), ("user", False)):
        socket = await hass_ws_client(hass, await token_for(kind))
        await socket.send_json_auto_id({"type": "get_panels"})
        assert (PATH in (await socket.receive_json())["result"]) is sees


async def test_the_settings_page_can_change_and_delete_it(
    hass: HomeAssistant, planted: Planted, hass_ws_client: WebSocketGenerator
) -> None:
    await _add(hass, ASKED)
    await _create(hass, hass_ws_client, title="Other", url_path="other-one")
    assert _paths(hass) == {PATH, "other-one"}
    socket = await hass_ws_client(hass)
    dashboard = {"dashboard_id": "security_posture"}
    for command in ({"type": "update", "title": "Mine"}, {"type": "delete"}):
        message = command | {"type": f"lovelace/dashboards/{command['type']}"} | dashboard
        await socket.send_json_auto_id(message)
        assert (await socket.receive_json())["success"]
    assert _paths(hass) == {"other-one"}


async def test_title_in_the_language_of_the_instance(hass: HomeAssistant, planted: Planted) -> None:
    hass.config.language = "de"
    key = f"component.{DOMAIN}.common.dashboard_title"
    with patch(
        "custom_components.security_posture.ui.dashboard.async_get_translations",
        side_effect=lambda _hass, language, _category, _domains: {key: f"Sicherheit {language}"},
    ):
        dialog = await _add(hass, ASKED)
    assert "Sicherheit de" in _text(dialog)
    assert hass.data[LOVELACE_DATA].dashboards[PATH].config["title"] == "Sicherheit de"


async def test_it_stays_when_the_integration_is_removed_and_is_not_created_twice(
    hass: HomeAssistant, planted: Planted
) -> None:
    created = await _add(hass, ASKED)
    dashboards = hass.data[LOVELACE_DATA].dashboards
    mine = {"views": [{"title": "Mine", "sections": [{"cards": [CARD, {"type": "clock"}]}]}]}
    await dashboards[PATH].async_save(mine)
    await hass.config_entries.async_remove(created["result"].entry_id)
    await hass.async_block_till_done()
    assert _paths(hass) == {PATH}
    again = await _add(hass, ASKED)
    assert again["description"] == Outcome.EXISTS
    assert f"{_link(PATH)}Open the dashboard Security</a>" in _text(again)
    assert _paths(hass) == {PATH}
    assert await dashboards[PATH].async_load(force=False) == mine


@pytest.mark.parametrize("config", [None, {"views": []}, {"strategy": {"type": "map"}}])
async def test_another_dashboard_at_its_path_is_kept(
    hass: HomeAssistant,
    planted: Planted,
    hass_ws_client: WebSocketGenerator,
    config: dict[str, Any] | None,
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    for path in (PATH, f"{PATH}-2"):
        await _create(hass, hass_ws_client, title="Mine", url_path=path)
    dashboards = hass.data[LOVELACE_DATA].dashboards
    if config:
        await dashboards[PATH].async_save(config)
    dialog = await _add(hass, ASKED)
    assert dialog["description"] == Outcome.CREATED
    assert _link(f"{PATH}-3") in _text(dialog)
    assert await _cards(hass, f"{PATH}-3") == [CARD]
    if config:
        assert await dashboards[PATH].async_load(force=False) == config


async def test_title_of_an_existing_one_is_text(
    hass: HomeAssistant, planted: Planted, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await _create(hass, hass_ws_client, title="<img src=x onerror=y>", url_path=PATH)
    await hass.data[LOVELACE_DATA].dashboards[PATH].async_save({"views": [{"cards": [CARD]}]})
    dialog = await _add(hass, ASKED)
    assert dialog["description"] == Outcome.EXISTS
    assert "&lt;img" in _text(dialog)
    assert "<img" not in _text(dialog)


@pytest.mark.parametrize(
    ("content", "outcome", "path"),
    [
        ("views: [{cards: [{type: 'custom:security-posture-card'}]}]", Outcome.EXISTS, PATH),
        ("views: []", Outcome.CREATED, f"{PATH}-2"),
        ("views: [", Outcome.CREATED, f"{PATH}-2"),
    ],
)
async def test_dashboard_in_yaml_at_its_path(
    hass: HomeAssistant, planted: Planted, tmp_path: Path, content: str, outcome: str, path: str
) -> None:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "mine.yaml").write_text(content)
    mine = {"mode": "yaml", "title": "Mine", "filename": "mine.yaml"}
    assert await async_setup_component(hass, "lovelace", {"lovelace": {"dashboards": {PATH: mine}}})
    dialog = await _add(hass, ASKED)
    assert dialog["description"] == outcome
    assert _link(path) in _text(dialog)
    assert _paths(hass) == {PATH, path}


@pytest.mark.parametrize("options", [{"mode": "yaml"}, {"resource_mode": "yaml"}])
async def test_created_beside_dashboards_in_yaml_mode(
    hass: HomeAssistant, planted: Planted, tmp_path: Path, options: dict[str, str]
) -> None:
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "lovelace", {"lovelace": options})
    assert (await _add(hass, ASKED))["description"] == Outcome.CREATED
    assert await _cards(hass, PATH) == [CARD]
    assert list(tmp_path.glob("*.yaml")) == []


def _no_command(hass: HomeAssistant) -> None:
    del hass.data["websocket_api"]["lovelace/dashboards/create"]


def _plain_command(hass: HomeAssistant) -> None:
    hass.data["websocket_api"]["lovelace/dashboards/create"] = (lambda *_: None, False)


def _other_collection(hass: HomeAssistant) -> None:
    handler, schema = hass.data["websocket_api"]["lovelace/dashboards/create"]
    other = DashboardsCollectionWebSocket(object(), "a", "b", {}, {}).ws_create_item  # type: ignore[arg-type]
    hass.data["websocket_api"]["lovelace/dashboards/create"] = (other, schema)
    assert handler is not other


def _no_data(hass: HomeAssistant) -> None:
    hass.data["lovelace"] = None


@pytest.mark.parametrize("move", [_no_command, _plain_command, _other_collection, _no_data])
async def test_moved_api(
    hass: HomeAssistant,
    planted: Planted,
    caplog: pytest.LogCaptureFixture,
    move: Callable[[HomeAssistant], None],
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    dashboards = hass.data[LOVELACE_DATA].dashboards
    move(hass)
    dialog = await _add(hass, ASKED)
    assert dialog["description"] == Outcome.FAILED
    assert _link("config/lovelace/dashboards") in _text(dialog)
    assert NAME in _text(dialog)
    assert set(dashboards) == {None}
    assert "The dashboard could not be created: " in caplog.text


async def test_two_at_once(hass: HomeAssistant, planted: Planted) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    made = await asyncio.gather(*(async_create_dashboard(hass) for _ in range(3)))
    outcomes = [each.outcome for each in made]
    assert outcomes == [Outcome.CREATED, Outcome.EXISTS, Outcome.EXISTS]
    assert _paths(hass) == {PATH}


async def test_form_names_the_dashboard(hass: HomeAssistant, planted: Planted) -> None:
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["description_placeholders"] == {"title": "Security"}
    assert form["data_schema"]({})["create_dashboard"] is False


@pytest.mark.parametrize("error", [OSError, ValueError, TimeoutError])
async def test_an_empty_dashboard_does_not_remain(
    hass: HomeAssistant, planted: Planted, error: type[Exception]
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with patch.object(LovelaceStorage, "async_save", side_effect=error):
        dialog = await _add(hass, ASKED)
    assert dialog["description"] == Outcome.FAILED
    assert _paths(hass) == set()
    assert _collection(hass).async_items() == []


async def test_second_form_creates_nothing(hass: HomeAssistant, planted: Planted) -> None:
    second = await _open(hass)
    await _add(hass, {})
    with pytest.raises(UnknownFlow):  # Home Assistant has closed it
        await hass.config_entries.flow.async_configure(second, ASKED)
    assert _paths(hass) == set()
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1
