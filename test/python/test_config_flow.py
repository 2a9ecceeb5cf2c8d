"""Set up with one confirmation, once; then the options."""

from __future__ import annotations

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.options import OPTIONS_SCHEMA
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er

from .conftest import Planted, TokenFor

WORDS = json.loads(
    (Path(__file__).parents[2] / f"custom_components/{DOMAIN}/translations/en.json").read_text()
)
DEFAULTS = {"viewer_detail": "areas", "refresh_advisories": False}
ALL = {
    "viewer_detail": "overall",
    "max_backup_age": 14,
    "pulled_backup_entity": "sensor.pulled",
    "ban_entities": ["sensor.crowdsec", "binary_sensor.fail2ban"],
    "host_updates_entity": "update.host",
    "refresh_advisories": True,
}


async def test_one_confirmation(hass: HomeAssistant, planted: Planted) -> None:
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert not form["errors"]
    created = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert (created["title"], created["data"]) == (NAME, {})
    await hass.async_block_till_done()
    assert created["result"].state is ConfigEntryState.LOADED


async def test_there_is_only_one(hass: HomeAssistant, planted: Planted) -> None:
    await test_one_confirmation(hass, planted)
    again = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert again["type"] is FlowResultType.ABORT
    assert again["reason"] == "single_instance_allowed"


# --- the options


def _plant_entities(hass: HomeAssistant) -> None:
    for entity_id in ("sensor.pulled", "sensor.crowdsec", "binary_sensor.fail2ban", "update.host"):
        hass.states.async_set(entity_id, "on")


async def _choose(hass: HomeAssistant, entry: MockConfigEntry, chosen: dict[str, Any]) -> Any:
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "init")
    return await hass.config_entries.options.async_configure(form["flow_id"], chosen)


def _suggested(form: Any) -> dict[str, Any]:
    return {
        str(key): key.description["suggested_value"]
        for key in form["data_schema"].schema
        if key.description
    }


async def test_nothing_has_to_be_chosen(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    created = await _choose(hass, ready, {})
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert ready.options == DEFAULTS


async def test_everything_chosen(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    _plant_entities(hass)
    await _choose(hass, ready, ALL | {"max_backup_age": 14.0})
    assert ready.options == ALL
    assert isinstance(ready.options["max_backup_age"], int)
    form = await hass.config_entries.options.async_init(ready.entry_id)
    assert _suggested(form) == ALL


async def test_chosen_no_more(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    _plant_entities(hass)
    await _choose(hass, ready, ALL)
    await _choose(hass, ready, DEFAULTS | {"ban_entities": []})
    assert ready.options == DEFAULTS


@pytest.mark.parametrize("field", ["pulled_backup_entity", "ban_entities", "host_updates_entity"])
async def test_an_entity_that_is_not_there(
    hass: HomeAssistant, ready: MockConfigEntry, field: str
) -> None:
    _plant_entities(hass)
    gone = ["sensor.crowdsec", "sensor.gone"] if field == "ban_entities" else "sensor.gone"
    form = await _choose(hass, ready, ALL | {field: gone})
    assert form["errors"] == {field: "entity_missing"}
    assert _suggested(form) == ALL | {field: gone}
    assert ready.options == {}
    hass.states.async_set("sensor.gone", "1")
    await hass.config_entries.options.async_configure(form["flow_id"], ALL | {field: gone})
    assert ready.options == ALL | {field: gone}


async def test_an_entity_of_our_own(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    own = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    checked_at = next(each.entity_id for each in own if each.domain == "sensor")
    form = await _choose(hass, ready, {"pulled_backup_entity": checked_at})
    assert form["errors"] == {"pulled_backup_entity": "entity_own"}
    assert ready.options == {}


async def test_an_entity_that_is_away_for_the_moment(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    away = er.async_get(hass).async_get_or_create("sensor", "ssh", "pulled").entity_id
    assert hass.states.get(away) is None
    await _choose(hass, ready, {"pulled_backup_entity": away})
    assert ready.options["pulled_backup_entity"] == away


@pytest.mark.parametrize(
    "odd",
    [
        {"max_backup_age": 0},
        {"max_backup_age": 366},
        {"max_backup_age": "soon"},
        {"viewer_detail": "everything"},
        {"pulled_backup_entity": "light.kitchen"},
        {"pulled_backup_entity": ["sensor.pulled"]},
        {"ban_entities": "sensor.crowdsec"},
        {"ban_entities": ["switch.pump"]},
        {"host_updates_entity": "input_text.host"},
        {"unheard_of": True},
    ],
)
async def test_what_the_form_refuses(
    hass: HomeAssistant, ready: MockConfigEntry, odd: dict[str, Any]
) -> None:
    with pytest.raises(InvalidData):
        await _choose(hass, ready, odd)
    assert ready.options == {}


async def test_options_take_effect_without_a_restart(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    planted: Planted,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    """A viewer who is looking sees less at once; the entry is loaded anew for it."""
    client = await hass_ws_client(hass, await token_for("user"))
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe"})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"]["areas"]
    before, runs = ready.runtime_data, len(planted.runs)
    await _choose(hass, ready, {"viewer_detail": "nothing"})
    await hass.async_block_till_done()
    assert ready.state is ConfigEntryState.LOADED
    assert ready.runtime_data is not before
    await planted.pass_time(timedelta(seconds=5))
    assert len(planted.runs) == runs + 1
    shown: dict[str, Any] = {"phase": "starting"}
    while shown["phase"] != "ready":
        shown = (await client.receive_json())["event"]
        assert (shown["areas"], shown["checked_at"], shown["score"]) == ([], None, None)


def test_every_option_is_explained() -> None:
    step = WORDS["options"]["step"]["init"]
    names = {str(key) for key in OPTIONS_SCHEMA.schema}
    assert set(step["data"]) == set(step["data_description"]) == names
    assert set(WORDS["selector"]["viewer_detail"]["options"]) == {"areas", "overall", "nothing"}
    assert set(WORDS["options"]["error"]) == {"entity_missing", "entity_own"}
