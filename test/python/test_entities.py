"""Entities contain only the summary."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
import json
from pathlib import Path
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components import security_posture
from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture import RULESET
from custom_components.security_posture.posture.facts import Ban, BansFacts
from custom_components.security_posture.scheduling.intervals import max_report_age
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_FRIENDLY_NAME, ATTR_ICON, EntityCategory
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component

from .conftest import Planted
from .pure.posture.build import HEALTHY

PACKAGE = Path(security_posture.__file__).parent
AREAS = ("encryption", "sign_in", "bans", "network", "updates", "backups", "secrets", "host")
SENSORS = (
    "state",
    "score",
    "critical_findings",
    "high_findings",
    "medium_findings",
    "low_findings",
    "unknown_checks",
    "accepted_risks",
    "certificate_end",
    "last_backup",
    "releases_behind",
    "ways_in",
    "banned",
    "failed_sign_ins",
)
# Counts that other people can change, and what few users need.
NOISY = {"banned", "failed_sign_ins"}
DISABLED = ("unknown_checks", "accepted_risks", "ways_in")
ALLOWED_ATTRIBUTES = {
    ATTR_DEVICE_CLASS,
    ATTR_FRIENDLY_NAME,
    ATTR_ICON,
    "event_type",
    "event_types",
    "options",
    "state_class",
}


def _id(hass: HomeAssistant, entry: MockConfigEntry, platform: str, key: str) -> str:
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, key)
    assert found, key
    return found


async def test_there_is_one_device_with_all_entities(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    entries = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    keys = {entry.unique_id for entry in entries}
    assert keys == {*AREAS, *SENSORS, "change", "way_in", "check_now", "confirm_administrators"}
    categories = {
        entry.unique_id: entry.entity_category
        for entry in entries
        if entry.entity_category is not EntityCategory.DIAGNOSTIC
    }
    assert categories == {
        "state": None,
        "score": None,
        "confirm_administrators": EntityCategory.CONFIG,
    }
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), ready.entry_id)
    assert [device.entry_type for device in devices] == [dr.DeviceEntryType.SERVICE]
    integration = await async_get_integration(hass, DOMAIN)
    assert devices[0].sw_version == str(integration.version)
    assert devices[0].model == f"Ruleset {RULESET}"


async def test_counts_that_strangers_can_change_are_disabled(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    entries = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    off = {entry.unique_id for entry in entries if entry.disabled}
    assert off == {*NOISY, *DISABLED}
    planted.facts = HEALTHY
    await _switch_all_on(hass, planted, ready)
    for key in NOISY:
        assert hass.states.get(_id(hass, ready, "sensor", key)).state == "0"


async def _switch_all_on(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> None:
    registry = er.async_get(hass)
    for found in er.async_entries_for_config_entry(registry, entry.entry_id):
        registry.async_update_entity(found.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))


async def test_entity_ids_end_in_the_key_in_every_language(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    words = json.loads((PACKAGE / "translations" / "en.json").read_text())
    for names in words["entity"].values():
        for word in names.values():
            word["name"] = f"Auf Deutsch: {word['name']}"

    async def translations(
        _hass: HomeAssistant, _language: str, category: str, *_args: object
    ) -> dict[str, str]:
        return {
            f"component.{DOMAIN}.{category}.{platform}.{key}.name": word["name"]
            for platform, names in words.get(category, {}).items()
            for key, word in names.items()
        }

    hass.config.language = "de"
    with patch("homeassistant.helpers.translation.async_get_translations", translations):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
    for ours in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        key = ours.unique_id
        assert ours.entity_id == f"{ours.domain}.{DOMAIN}_{key}"
        assert ours.original_name is not None
        assert ours.original_name.startswith("Auf Deutsch")


async def test_states(hass: HomeAssistant, planted: Planted, ready: MockConfigEntry) -> None:
    await _switch_all_on(hass, planted, ready)
    banned = (Ban(address=ip_address("203.0.113.9"), banned_at=datetime(2026, 1, 1, tzinfo=UTC)),)
    planted.facts = replace(
        planted.facts,
        bans=BansFacts(enabled=True, threshold=-1, banned=banned),
        evidence_entities=HEALTHY.evidence_entities,
    )
    await ready.runtime_data.async_recheck()
    await hass.async_block_till_done()
    read = lambda platform, key: hass.states.get(_id(hass, ready, platform, key)).state  # noqa: E731
    summary = ready.runtime_data.summary
    assert read("sensor", "state") == summary.state.value
    counts = summary.counts
    assert counts.high
    assert counts.unknown
    for key in ("critical", "high", "medium", "low"):
        assert read("sensor", f"{key}_findings") == str(getattr(counts, key))
    assert read("sensor", "banned") == "1"
    assert read("binary_sensor", "bans") == "on"
    for unread in ("certificate_end", "last_backup", "releases_behind", "failed_sign_ins"):
        assert read("sensor", unread) == "unknown"
    for unread in ("encryption", "host"):
        assert read("binary_sensor", unread) == "unknown"


async def test_states_before_the_first_report(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert hass.states.get(_id(hass, entry, "sensor", "state")).state == "unavailable"
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "button",
            "press",
            {"entity_id": _id(hass, entry, "button", "check_now")},
            blocking=True,
        )


async def test_disabled_counts_can_be_enabled(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    registry = er.async_get(hass)
    counts = ready.runtime_data.summary.counts
    expected = {
        "unknown_checks": counts.unknown,
        "accepted_risks": counts.accepted,
        "ways_in": "cannot_tell",
    }
    for key in DISABLED:
        entity_id = _id(hass, ready, "sensor", key)
        assert hass.states.get(entity_id) is None
        registry.async_update_entity(entity_id, disabled_by=None)
    # Home Assistant reloads the entry 30 s after such a change.
    await planted.pass_time(timedelta(seconds=31))
    await planted.pass_time(timedelta(seconds=5))
    for key in DISABLED:
        state = hass.states.get(_id(hass, ready, "sensor", key))
        assert state is not None
        assert state.state == str(expected[key])


async def test_attributes_are_an_allow_list(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    await _switch_all_on(hass, planted, ready)
    for entry in er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id):
        if entry.disabled:
            continue
        state = hass.states.get(entry.entity_id)
        assert state is not None
        assert set(state.attributes) <= ALLOWED_ATTRIBUTES


async def test_outdated_report_is_unavailable(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    state = _id(hass, ready, "sensor", "state")
    planted.facts = HEALTHY
    await ready.runtime_data.async_recheck()
    assert hass.states.get(state).state != "unavailable"
    freezer.tick(max_report_age({}) + timedelta(seconds=1))  # without a scheduled run
    ready.runtime_data.async_update_listeners()
    assert hass.states.get(state).state == "unavailable"
    await ready.runtime_data.async_recheck()
    assert hass.states.get(state).state != "unavailable"


async def test_every_entity_has_a_name_and_an_icon(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    package = PACKAGE
    words = json.loads((package / "translations" / "en.json").read_text())["entity"]
    icons = json.loads((package / "icons.json").read_text())["entity"]
    entries = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    ours = {(entry.domain, entry.translation_key) for entry in entries}
    for named in (words, icons):
        assert {(domain, key) for domain, keys in named.items() for key in keys} == ours
    for entry in entries:
        assert words[entry.domain][entry.translation_key]["name"]
        icon = icons[entry.domain][entry.translation_key]
        assert icon["default"].startswith("mdi:")
        for option in (entry.capabilities or {}).get("options", ()):
            assert words[entry.domain][entry.translation_key]["state"][option]
            assert icon["state"][option] != icon["default"]
        if entry.domain == "binary_sensor":
            assert set(words[entry.domain][entry.translation_key]["state"]) == {"on", "off"}
            assert icon["state"]["on"] != icon["default"]


async def test_button(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    button = {"entity_id": _id(hass, ready, "button", "check_now")}
    group = await hass.auth.async_get_group("system-users")
    assert group is not None
    viewer = MockUser(groups=[group]).add_to_hass(hass)
    runs = len(planted.runs)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "button", "press", button, blocking=True, context=Context(user_id=viewer.id)
        )
    assert len(planted.runs) == runs
    for context in (Context(user_id=hass_admin_user.id), Context()):
        await hass.services.async_call("button", "press", button, blocking=True, context=context)
    assert len(planted.runs) == runs + 2


async def test_a_script_of_a_viewer_presses_no_button(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """A script acts for the user who runs it."""
    press = {"action": "button.press"} | {
        "target": {"entity_id": _id(hass, ready, "button", "check_now")}
    }
    assert await async_setup_component(hass, "script", {"script": {"check": {"sequence": [press]}}})
    group = await hass.auth.async_get_group("system-users")
    assert group is not None
    viewer = MockUser(groups=[group]).add_to_hass(hass)
    runs = len(planted.runs)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "script", "check", blocking=True, context=Context(user_id=viewer.id)
        )
    assert len(planted.runs) == runs
    await hass.services.async_call(
        "script", "check", blocking=True, context=Context(user_id=hass_admin_user.id)
    )
    assert len(planted.runs) == runs + 1


async def test_a_button_confirms_no_administrators(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """Whoever presses it, it says where that is done; earlier versions confirmed."""
    button = {"entity_id": _id(hass, ready, "button", "confirm_administrators")}
    runs = list(planted.runs)
    with patch.object(Collectors, "async_confirm_administrators") as confirmed:
        for context in (Context(user_id=hass_admin_user.id), Context()):
            with pytest.raises(HomeAssistantError) as refused:
                await hass.services.async_call(
                    "button", "press", button, blocking=True, context=context
                )
            assert refused.value.translation_key == "confirm_on_card"
        confirmed.assert_not_called()
    await planted.pass_time(timedelta(seconds=6))
    assert planted.runs == runs
