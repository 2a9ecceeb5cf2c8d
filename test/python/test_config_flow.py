"""Config flow and options flow."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.options.form import SECTIONS, with_sections
from custom_components.security_posture.options.setup_form import SETUP_SCHEMA
from homeassistant.config_entries import SOURCE_USER, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from .collectors.supervisor_stand_in import APP, Supervisor
from .conftest import Planted, TokenFor

WORDS = json.loads(
    (Path(__file__).parents[2] / f"custom_components/{DOMAIN}/translations/en.json").read_text()
)
DEFAULTS = {
    "viewer_detail": "areas",
    "keep_card": False,
    "scan_interval": 6,
    "network_probe": True,
    "file_scan": True,
    "refresh_advisories": False,
    "ban_entities": [],
}
ALL = {
    "viewer_detail": "overall",
    "keep_card": True,
    "scan_interval": 12,
    "network_probe": False,
    "file_scan": False,
    "max_backup_age": 14,
    "pulled_backup_entity": "sensor.pulled",
    "ban_entities": ["sensor.crowdsec", "binary_sensor.fail2ban"],
    "host_updates_entity": "update.host",
    "refresh_advisories": True,
}


async def test_one_confirmation(hass: HomeAssistant, planted: Planted) -> None:
    entry = await _set_up(hass, {})
    assert entry.options == {"keep_card": True}


async def test_what_is_not_ticked_is_not_done(hass: HomeAssistant, planted: Planted) -> None:
    entry = await _set_up(hass, {"keep_card": False})
    assert entry.options == {"keep_card": False}


async def _set_up(hass: HomeAssistant, ticked: dict[str, bool]) -> ConfigEntry:
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert not form["errors"]
    created = await hass.config_entries.flow.async_configure(form["flow_id"], ticked)
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert (created["title"], created["data"]) == (NAME, {})
    await hass.async_block_till_done()
    result: ConfigEntry = created["result"]
    assert result.state is ConfigEntryState.LOADED
    return result


async def test_single_config_entry(hass: HomeAssistant, planted: Planted) -> None:
    await test_one_confirmation(hass, planted)
    again = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert again["type"] is FlowResultType.ABORT
    assert again["reason"] == "single_instance_allowed"


# --- the options


def _plant_entities(hass: HomeAssistant) -> None:
    for entity_id in ("sensor.pulled", "sensor.crowdsec", "binary_sensor.fail2ban", "update.host"):
        hass.states.async_set(entity_id, "on")


async def _form(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "init")
    return form


async def _submit(hass: HomeAssistant, form: Any, chosen: dict[str, Any]) -> Any:
    # Unknown fields go into the first section.
    sections = with_sections(chosen)
    known = {field for fields in sections.values() for field in fields}
    sections["audience"] |= {field: chosen[field] for field in chosen.keys() - known}
    result = await hass.config_entries.options.async_configure(form["flow_id"], sections)
    await hass.async_block_till_done()  # the entry is being reloaded
    return result


async def _choose(hass: HomeAssistant, entry: MockConfigEntry, chosen: dict[str, Any]) -> Any:
    return await _submit(hass, await _form(hass, entry), chosen)


def _suggested(form: Any) -> dict[str, Any]:
    return {
        str(key): key.description["suggested_value"]
        for fields in form["data_schema"].schema.values()
        for key in fields.schema.schema
        if key.description
    }


async def test_all_options_are_optional(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    created = await _choose(hass, ready, {})
    assert created["type"] is FlowResultType.CREATE_ENTRY
    assert ready.options == DEFAULTS


async def test_all_options(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    _plant_entities(hass)
    await _choose(hass, ready, ALL | {"max_backup_age": 14.0, "scan_interval": 12.0})
    assert ready.options == ALL
    for field in ("max_backup_age", "scan_interval"):
        assert isinstance(ready.options[field], int)
    assert _suggested(await _form(hass, ready)) == ALL


async def test_options_of_an_earlier_version_are_kept(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    before = {"viewer_detail": "nothing", "refresh_advisories": True, "max_backup_age": 3}
    hass.config_entries.async_update_entry(entry, options=before)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert _suggested(await _form(hass, entry)) == before | {"ban_entities": []}
    await _choose(hass, entry, before)
    assert entry.options == DEFAULTS | before


async def test_options_can_be_removed(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    _plant_entities(hass)
    await _choose(hass, ready, ALL)
    await _choose(hass, ready, DEFAULTS | {"ban_entities": []})
    assert ready.options == DEFAULTS


@pytest.mark.parametrize("field", ["pulled_backup_entity", "ban_entities", "host_updates_entity"])
async def test_missing_entity(hass: HomeAssistant, ready: MockConfigEntry, field: str) -> None:
    _plant_entities(hass)
    missing = ["sensor.crowdsec", "sensor.gone"] if field == "ban_entities" else "sensor.gone"
    form = await _choose(hass, ready, ALL | {field: missing})
    assert form["errors"] == {"evidence": "entity_missing"}
    assert form["description_placeholders"]["entity"] == "sensor.gone"
    assert _suggested(form) == ALL | {field: missing}
    assert ready.options == {}
    hass.states.async_set("sensor.gone", "1")
    await _submit(hass, form, ALL | {field: missing})
    assert ready.options == ALL | {field: missing}


async def test_entity_of_this_integration(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    own = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    checked_at = next(each.entity_id for each in own if each.domain == "sensor")
    form = await _choose(hass, ready, {"pulled_backup_entity": checked_at})
    assert form["errors"] == {"evidence": "entity_own"}
    assert form["description_placeholders"]["entity"] == checked_at
    assert ready.options == {}


async def test_registry_id_as_entity(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    """Home Assistant's selector accepts any registry id."""
    other = er.async_get(hass).async_get_or_create("person", "person", "otto").id
    form = await _choose(hass, ready, {"pulled_backup_entity": other})
    assert form["errors"] == {"evidence": "entity_missing"}
    assert ready.options == {}


async def test_registered_entity_without_state(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    away = er.async_get(hass).async_get_or_create("sensor", "ssh", "pulled").entity_id
    assert hass.states.get(away) is None
    await _choose(hass, ready, {"pulled_backup_entity": away})
    assert ready.options["pulled_backup_entity"] == away


async def test_unavailable_entity(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    hass.states.async_set("sensor.pulled", "unavailable")
    await _choose(hass, ready, {"pulled_backup_entity": "sensor.pulled"})
    assert ready.options["pulled_backup_entity"] == "sensor.pulled"


async def test_disabled_entity(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    registry = er.async_get(hass)
    off = registry.async_get_or_create(
        "sensor", "ssh", "pulled", disabled_by=er.RegistryEntryDisabler.USER
    ).entity_id
    form = await _choose(hass, ready, {"pulled_backup_entity": off})
    assert form["errors"] == {"evidence": "entity_missing"}
    registry.async_update_entity(off, disabled_by=None)
    await _submit(hass, form, {"pulled_backup_entity": off})
    assert ready.options["pulled_backup_entity"] == off


@pytest.mark.parametrize(
    "odd",
    [
        {"scan_interval": 0},
        {"scan_interval": 25},
        {"scan_interval": "often"},
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
async def test_invalid_input(
    hass: HomeAssistant, ready: MockConfigEntry, odd: dict[str, Any]
) -> None:
    with pytest.raises(InvalidData):
        await _choose(hass, ready, odd)
    assert ready.options == {}


# --- other tools


def _plant_crowdsec(hass: HomeAssistant) -> str:
    """Register the sensor of the CrowdSec integration, and another sensor."""
    tool = MockConfigEntry(domain="crowdsec", entry_id="c1")
    tool.add_to_hass(hass)
    registry = er.async_get(hass)
    for unique_id in ("c1_active_decisions", "c1_something_new"):
        registry.async_get_or_create("sensor", "crowdsec", unique_id, config_entry=tool)
    registry.async_get_or_create(
        "sensor",
        "crowdsec",
        "c2_active_decisions",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    sensor = registry.async_get_entity_id("sensor", "crowdsec", "c1_active_decisions")
    assert sensor is not None
    return sensor


async def test_ban_sensors_are_suggested(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, tmp_path: Path
) -> None:
    """fail2ban is Home Assistant's own; its sensors are in no registry."""
    log = tmp_path / "fail2ban.log"
    log.write_text("")
    platform = {"platform": "fail2ban", "jails": ["ssh", "web"], "file_path": str(log)}
    assert await async_setup_component(hass, "sensor", {"sensor": platform})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    sensors = [_plant_crowdsec(hass), "sensor.fail2ban_ssh", "sensor.fail2ban_web"]
    form = await _form(hass, entry)
    assert _suggested(form) == {"ban_entities": sensors}
    assert form["description_placeholders"] == {
        "entity": "-",
        "tools": "CrowdSec, Fail2Ban",
        "ban_sensors": ", ".join(sensors),
    }
    assert entry.options == {}  # suggestions are not stored
    await _submit(hass, form, {"ban_entities": sensors})
    assert entry.options["ban_entities"] == sensors


@pytest.mark.parametrize(
    ("slug", "entity_id", "attributes"),
    [
        (
            "cebe7a76_hassio_google_drive_backup",
            "sensor.backup_state",
            {"last_uploaded": "2026-11-22T03:00:00+00:00"},
        ),
        ("15d21743_samba_backup", "sensor.samba_backup", {"last_backup": "2026-11-23 03:00"}),
    ],
)
async def test_the_entity_of_a_backup_app_is_suggested(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    slug: str,
    entity_id: str,
    attributes: dict[str, str],
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    hass.states.async_set(entity_id, "ok", attributes)
    hass.config.components.add("hassio")
    supervisor = Supervisor(hass)
    supervisor.set_info()
    supervisor.install(APP, APP | {"slug": slug, "name": "Backup", "state": "stopped"})
    assert _suggested(await _form(hass, entry)) == {"ban_entities": []}
    supervisor.install(APP, APP | {"slug": slug, "name": "Backup"})
    form = await _form(hass, entry)
    assert _suggested(form) == {"ban_entities": [], "pulled_backup_entity": entity_id}
    assert form["description_placeholders"]["tools"] == "Backup"
    # Without a time it says nothing.
    hass.states.async_set(entity_id, "ok", {"last_backup": "never"})
    assert _suggested(await _form(hass, entry)) == {"ban_entities": []}
    # Who cleared the field is not asked again.
    hass.states.async_set(entity_id, "ok", attributes)
    await _choose(hass, entry, {"ban_entities": []})
    assert _suggested(await _form(hass, entry)) == DEFAULTS


async def test_apps_that_cannot_be_listed_are_not_suggested(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    hass.config.components.add("hassio")
    assert _suggested(await _form(hass, entry)) == {"ban_entities": []}


async def test_declined_suggestions_are_not_repeated(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    sensor = _plant_crowdsec(hass)
    await _choose(hass, ready, {"ban_entities": []})
    form = await _form(hass, ready)
    assert _suggested(form)["ban_entities"] == []
    assert form["description_placeholders"]["ban_sensors"] == sensor  # still mentioned


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("ip_ban_manager", "IP Ban Manager"),
        ("backup_checkup", "BackupCheckup"),
        ("spook", "Spook"),
    ],
)
async def test_tools_without_evidence_are_only_mentioned(
    hass: HomeAssistant, ready: MockConfigEntry, domain: str, name: str
) -> None:
    tool = MockConfigEntry(domain=domain)
    tool.add_to_hass(hass)
    assert (await _form(hass, ready))["description_placeholders"]["tools"] == "-"
    tool.mock_state(hass, ConfigEntryState.LOADED)
    er.async_get(hass).async_get_or_create("sensor", domain, "1_active_bans", config_entry=tool)
    form = await _form(hass, ready)
    assert form["description_placeholders"] == {
        "entity": "-",
        "tools": name,
        "ban_sensors": "-",
    }
    assert _suggested(form) == {"ban_entities": []}


# --- applied at once


async def test_options_take_effect_without_a_restart(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    planted: Planted,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    """The entry is reloaded, and a connected viewer gets less detail at once."""
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


def test_every_box_of_the_setup_is_explained() -> None:
    step = WORDS["config"]["step"]["user"]
    assert set(step["data"]) == set(step["data_description"]) == set(map(str, SETUP_SCHEMA.schema))


def test_every_option_is_explained() -> None:
    step = WORDS["options"]["step"]["init"]
    assert set(step["sections"]) == set(SECTIONS)
    for name, fields in SECTIONS.items():
        words = step["sections"][name]
        assert words["name"]
        assert set(words["data"]) == set(words["data_description"]) == set(map(str, fields.schema))
    assert set(WORDS["selector"]["viewer_detail"]["options"]) == {"areas", "overall", "nothing"}
    assert set(WORDS["options"]["error"]) == {"entity_missing", "entity_own"}


async def test_an_entry_of_a_newer_version_is_left_as_it_is(hass: HomeAssistant) -> None:
    """After a downgrade, Home Assistant refuses the entry; its options stay for the next update."""
    options = {"scan_interval": 12, "an_option_of_later": True}
    entry = MockConfigEntry(domain=DOMAIN, version=99, options=options)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert (entry.version, dict(entry.options)) == (99, options)
