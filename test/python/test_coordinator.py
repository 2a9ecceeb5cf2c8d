"""The coordinator: when it runs, what it reads, and what it notifies."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import Mock, patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
)

from custom_components.security_posture.collectors import SOURCES, Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import BansFacts, Reason, Unavailable
from custom_components.security_posture.scheduling.intervals import max_report_age, scan_interval
from custom_components.security_posture.scheduling.supervisor import APPS_INTERVAL
from custom_components.security_posture.websocket.snapshot import snapshot
from homeassistant.components.hassio.const import EVENT_SUPERVISOR_EVENT
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import (
    EVENT_HOMEASSISTANT_FINAL_WRITE,
    EVENT_STATE_CHANGED,
    EVENT_STATE_REPORTED,
)
from homeassistant.core import CoreState, Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.setup import async_setup_component

from .conftest import Planted
from .pure.posture.build import HEALTHY

BANS = BansFacts(enabled=True, threshold=5, banned=())
DEBOUNCED = timedelta(seconds=6)


async def test_nothing_is_read_before_home_assistant_has_started(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    hass.set_state(CoreState.starting)
    assert await async_setup_component(hass, DOMAIN, {})
    hass.states.async_set("update.core", "on", {"latest_version": "2027.1.0"})
    await planted.pass_time(timedelta(minutes=5))
    assert planted.runs == []
    assert entry.runtime_data.summary is None

    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    assert planted.runs == [frozenset(SOURCES)]


async def test_periodic_runs(planted: Planted, ready: MockConfigEntry) -> None:
    await planted.pass_time(scan_interval({}))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == [frozenset(SOURCES)] * 2


@pytest.mark.parametrize("hours", [1, 24])
async def test_scan_interval_option(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, hours: int
) -> None:
    hass.config_entries.async_update_entry(entry, options={"scan_interval": hours})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    assert len(planted.runs) == 1
    await planted.pass_time(timedelta(hours=hours, minutes=-1))
    await planted.pass_time(DEBOUNCED)
    assert len(planted.runs) == 1
    await planted.pass_time(timedelta(minutes=1))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == [frozenset(SOURCES)]
    assert snapshot(hass, MockUser())["stale_after"] == 2 * hours * 3600 + 300
    with patch.object(entry.runtime_data, "async_request"):
        await planted.pass_time(timedelta(hours=2 * hours))
        assert not snapshot(hass, MockUser())["stale"]
        await planted.pass_time(timedelta(minutes=6))
        assert snapshot(hass, MockUser())["stale"]


async def test_config_entry_of_a_tool_changes(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    other = MockConfigEntry(domain="moon", disabled_by=ConfigEntryDisabler.USER)
    other.add_to_hass(hass)
    hass.config_entries.async_update_entry(other, title="Moon")
    await planted.pass_time(DEBOUNCED)
    assert len(planted.runs) == 1
    tool = MockConfigEntry(domain="ip_ban_manager", disabled_by=ConfigEntryDisabler.USER)
    tool.add_to_hass(hass)
    hass.config_entries.async_update_entry(tool, title="Bans")
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == [{"tools"}]


async def test_events_request_the_affected_sources(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    user = MockUser(name="new").add_to_hass(hass)
    await hass.auth.async_update_user(user, name="renamed")
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[-1] == {"auth", "accounts"}

    hass.states.async_set("update.core", "on", {"latest_version": "2027.1.0"})
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[-1] == {"updates"}

    ir.async_create_issue(
        hass,
        "backup",
        "failed",
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key="x",
    )
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[-1] == {"http", "backups", "updates", "issues", "supervisor", "tools"}

    await hass.config.async_update(external_url="https://home.example.org")
    await planted.pass_time(DEBOUNCED)
    # Home Assistant itself also updates an issue about its addresses.
    assert planted.runs[-1] >= {"urls", "tls"}
    assert "auth" not in planted.runs[-1]
    assert len(planted.runs) == 5


async def test_progress_of_an_update_requests_nothing(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    hass.states.async_set("update.core", "on", {"latest_version": "2027.1.0"})
    await planted.pass_time(DEBOUNCED)
    runs = len(planted.runs)
    for percent in range(20):
        hass.states.async_set(
            "update.core", "on", {"latest_version": "2027.1.0", "in_progress": percent}
        )
    await planted.pass_time(DEBOUNCED)
    assert len(planted.runs) == runs


async def test_auto_update_switched_off_requests_a_run(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    """Home Assistant polls the Supervisor, and its update entity shows the setting."""
    hass.states.async_set("update.supervisor", "off", {"auto_update": True})
    await planted.pass_time(DEBOUNCED)
    runs = len(planted.runs)
    hass.states.async_set("update.supervisor", "off", {"auto_update": False})
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[runs:] == [{"updates"}]


@pytest.fixture
async def with_supervisor(hass: HomeAssistant) -> None:
    """Make Home Assistant run under a Supervisor."""
    hass.config.components.add("hassio")


async def test_settings_of_apps_are_read_every_few_minutes(
    planted: Planted, with_supervisor: None, ready: MockConfigEntry
) -> None:
    """No event tells about protection mode and ports."""
    for _ in range(3):
        await planted.pass_time(APPS_INTERVAL)
        await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == [{"supervisor"}] * 3


async def test_without_a_supervisor_there_is_nothing_to_read(
    planted: Planted, ready: MockConfigEntry
) -> None:
    await planted.pass_time(APPS_INTERVAL)
    await planted.pass_time(DEBOUNCED)
    assert len(planted.runs) == 1


@pytest.mark.parametrize(
    ("event", "is_read"),
    [
        ({"event": "addon", "slug": "core_ssh", "state": "started"}, True),
        ({"event": "health_changed", "data": {"healthy": False}}, True),
        ({"event": "issue_changed", "data": {}}, True),
        ({"event": "supervisor_update", "update_key": "supervisor", "data": {}}, True),
        ({"event": "job", "data": {"progress": 7}}, False),
        ({"event": "store_reloaded"}, False),
        ({}, False),
    ],
)
async def test_events_of_the_supervisor(
    hass: HomeAssistant,
    planted: Planted,
    with_supervisor: None,
    ready: MockConfigEntry,
    event: dict[str, Any],
    is_read: bool,
) -> None:
    async_dispatcher_send(hass, EVENT_SUPERVISOR_EVENT, event)
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == ([{"supervisor"}] if is_read else [])


async def test_state_of_selected_evidence_requests_a_run(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    hass.states.async_set("binary_sensor.fail2ban", "on")
    options = {"ban_entities": ["binary_sensor.fail2ban"]}
    hass.config_entries.async_update_entry(ready, options=options)
    await hass.config_entries.async_reload(ready.entry_id)
    await planted.pass_time(DEBOUNCED)
    runs = len(planted.runs)

    hass.states.async_set("binary_sensor.fail2ban", "on", {"jails": 3})
    hass.states.async_set("binary_sensor.nobody_chose", "off")
    await planted.pass_time(DEBOUNCED)
    assert len(planted.runs) == runs

    hass.states.async_set("binary_sensor.fail2ban", "off")
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[runs:] == [{"evidence_entities"}]

    hass.states.async_remove("binary_sensor.fail2ban")
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[runs:] == [{"evidence_entities"}] * 2


async def test_requests_are_debounced(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    for n in range(50):
        hass.states.async_set(f"update.app_{n}", "on", {"latest_version": "2"})
        ready.runtime_data.async_request(("bans",))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == [frozenset({"bans", "updates"})]


async def test_requests_need_no_private_attribute_of_home_assistant(
    planted: Planted, ready: MockConfigEntry
) -> None:
    """The coordinator schedules runs by its own debouncer."""
    only_of_the_base_class = Mock(spec=["async_cancel"])
    with patch.object(ready.runtime_data, "_debounced_refresh", only_of_the_base_class):
        ready.runtime_data.async_request(("bans",))
        await planted.pass_time(timedelta(seconds=6))
    assert planted.runs[-1] == {"bans"}


async def test_rechecks_share_a_run(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    gate, runs = asyncio.Event(), []

    async def slow(_self: Collectors, sources: Collection[str]) -> dict[str, object]:
        runs.append(frozenset(sources))
        await gate.wait()
        return {}

    with patch.object(Collectors, "async_collect", slow):
        calls = [asyncio.ensure_future(ready.runtime_data.async_recheck()) for _ in range(5)]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*calls)
    assert runs == [frozenset(SOURCES)]


async def test_a_partial_run_keeps_the_oldest_date(
    planted: Planted, ready: MockConfigEntry
) -> None:
    checked_at = ready.runtime_data.summary.checked_at
    await planted.pass_time(timedelta(hours=1))
    planted.facts = replace(planted.facts, bans=BANS)
    ready.runtime_data.async_request(("bans",))
    await planted.pass_time(DEBOUNCED)
    assert ready.runtime_data.summary.metrics.banned == 0
    assert ready.runtime_data.summary.checked_at == checked_at


async def test_a_finding_that_becomes_unknown_is_kept(
    planted: Planted, ready: MockConfigEntry
) -> None:
    coordinator = ready.runtime_data
    never = replace(BANS, threshold=-1)
    planted.facts = replace(planted.facts, bans=never, evidence_entities=HEALTHY.evidence_entities)
    await coordinator.async_recheck()
    failed_at = coordinator.summary.checked_at
    await planted.pass_time(timedelta(minutes=1))
    planted.facts = replace(planted.facts, bans=Unavailable(Reason.API_CHANGED))
    await coordinator.async_recheck()
    result = next(row for row in coordinator.data.results if row.id == "bans_disabled")
    assert (result.status, result.reason, result.since) == ("fail", "api_changed", failed_at)


async def test_old_reports_are_stale(planted: Planted, ready: MockConfigEntry) -> None:
    coordinator = ready.runtime_data
    assert not coordinator.is_stale
    with patch.object(coordinator, "async_request"):
        await planted.pass_time(max_report_age({}) + timedelta(seconds=1))
    assert coordinator.is_stale


async def test_clock_set_forward(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    """Scheduled runs are missed, so the next requested run reads all sources."""
    coordinator = ready.runtime_data
    with patch.object(coordinator, "async_request"):
        await planted.pass_time(timedelta(days=3))
    coordinator.async_request(("bans",))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[1:] == [frozenset(SOURCES)]
    assert not coordinator.is_stale
    assert hass.states.get("sensor.security_posture_score").state != "unavailable"
    coordinator.async_request(("bans",))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs[2:] == [{"bans"}]


async def test_no_state_is_written_when_nothing_changed(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    planted.facts = replace(planted.facts, bans=BANS)
    await ready.runtime_data.async_recheck()
    await hass.async_block_till_done()
    written: list[str] = []

    @callback
    def note(event: Event[Any]) -> None:
        written.append(event.data["entity_id"])

    @callback
    def ours(data: Mapping[str, Any]) -> bool:
        return DOMAIN in data["entity_id"]

    for event_type in (EVENT_STATE_CHANGED, EVENT_STATE_REPORTED):
        hass.bus.async_listen(event_type, note, event_filter=ours)
    for _ in range(100):
        await ready.runtime_data.async_recheck()
    await hass.async_block_till_done()
    assert written == []


async def test_reloading_leaks_nothing(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    def listeners() -> dict[str, int]:
        counts = hass.bus.async_listeners()
        counts.pop(EVENT_HOMEASSISTANT_FINAL_WRITE, None)  # of the registries, saved later
        return counts

    before = listeners()
    routes = len(hass.http.app.router.resources())
    commands = set(hass.data["websocket_api"])
    urls = len(hass.data["frontend_extra_module_url"].urls)
    for _ in range(30):
        assert await hass.config_entries.async_reload(ready.entry_id)
        await planted.pass_time(timedelta(seconds=5))
    assert listeners() == before
    assert len(hass.http.app.router.resources()) == routes
    assert set(hass.data["websocket_api"]) == commands
    assert len(hass.data["frontend_extra_module_url"].urls) == urls


async def _end_during_a_run(entry: MockConfigEntry, end: Callable[[], Awaitable[object]]) -> None:
    """Begin a run that would never end, and assert that `end` cancels it."""
    cancelled = asyncio.Event()

    async def never(_self: Collectors, _sources: Collection[str]) -> dict[str, object]:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return {}

    with patch.object(Collectors, "async_collect", never):
        waiting = asyncio.ensure_future(entry.runtime_data.async_recheck())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await end()
    assert cancelled.is_set()
    assert await waiting is False


async def test_unloading_during_a_run(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    async def unload() -> None:
        assert await hass.config_entries.async_unload(ready.entry_id)

    await _end_during_a_run(ready, unload)


async def test_stopping_during_a_run(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    await _end_during_a_run(ready, lambda: hass.async_stop(force=True))


async def test_requests_during_a_run_are_read_after_it(
    planted: Planted, ready: MockConfigEntry
) -> None:
    """The run has already read the source, and takes longer than the debounce time."""
    gate, runs = asyncio.Event(), []

    async def slow(_self: Collectors, sources: Collection[str]) -> dict[str, object]:
        runs.append(frozenset(sources))
        await gate.wait()
        return {}

    with patch.object(Collectors, "async_collect", slow):
        looking = asyncio.ensure_future(ready.runtime_data.async_recheck())
        await asyncio.sleep(0)
        ready.runtime_data.async_request(("bans",))
        planted.freezer.tick(DEBOUNCED)
        async_fire_time_changed(ready.runtime_data.hass)
        await asyncio.sleep(0)
        gate.set()
        assert await looking
        await planted.pass_time(DEBOUNCED)
    assert runs == [frozenset(SOURCES), {"bans"}]


@pytest.mark.parametrize("remove", [False, True])
async def test_unloading_during_a_scheduled_run(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, remove: bool
) -> None:
    ended: list[str] = []

    async def slow(_self: Collectors, _sources: Collection[str]) -> dict[str, object]:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("run")
        return {}

    with patch.object(Collectors, "async_collect", slow):
        ready.runtime_data.async_request(("bans",))
        planted.freezer.tick(DEBOUNCED)
        async_fire_time_changed(hass)
        await asyncio.sleep(0)
        assert ended == []
        entries = hass.config_entries
        leave = entries.async_remove if remove else entries.async_unload
        assert await leave(ready.entry_id)
        assert ended == ["run"]
    await hass.async_block_till_done()
