"""What is judged is the present: outdated facts are read again, and passing failures soon."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.collectors import SOURCES, Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.posture.model import Status
from custom_components.security_posture.scheduling.rereads import PASSING
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_COMPONENT_LOADED
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import Planted
from .pure.posture.build import HEALTHY, NOW, certificate, endpoint, facts

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DEBOUNCED = timedelta(seconds=6)
ALL = frozenset(SOURCES)


def _serving(starts: datetime, life: timedelta) -> Any:
    served = endpoint(certificate=certificate(not_before=starts, not_after=starts + life))
    return facts(tls={"external": served, "own": served, "file": None, "on_disk": ()})


def _status(entry: MockConfigEntry, check_id: str) -> Status:
    return next(row.status for row in entry.runtime_data.data.results if row.id == check_id)


def _changes(entry: MockConfigEntry) -> list[str]:
    history = entry.runtime_data.history
    return [row.check_id for row in history.async_read("me", {"me"}, dt_util.utcnow())[1]]


@pytest.fixture
async def home(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry of a healthy home that serves a certificate of twelve hours."""
    planted.freezer.move_to(NOW)
    planted.facts = _serving(NOW - HOUR, 12 * HOUR)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    assert _status(entry, "certificate_expired") is Status.PASS
    planted.runs.clear()
    return entry


async def _partial_run(planted: Planted, entry: MockConfigEntry, later: timedelta) -> None:
    """Read one other source, as an event makes it happen, and no timer fires."""
    planted.freezer.tick(later)
    entry.runtime_data.async_request(("webhooks",))
    await entry.runtime_data.async_refresh()


@pytest.fixture
def events(hass: HomeAssistant, home: MockConfigEntry) -> list[object]:
    """Return the states of the event entity that follow."""
    entity_id = er.async_get(hass).async_get_entity_id(
        "event", DOMAIN, f"{home.entry_id}_changed"
    ) or next(each for each in hass.states.async_entity_ids("event") if DOMAIN in each)
    found: list[object] = []

    def note(event: Any) -> None:
        if event.data["entity_id"] == entity_id:
            found.append(event.data["new_state"].state)

    hass.bus.async_listen("state_changed", note)
    return found


async def test_a_renewed_certificate_is_read_again_before_it_is_judged(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry, events: list[object]
) -> None:
    before = _changes(home)
    planted.facts = _serving(NOW + 6 * HOUR, 12 * HOUR)
    await _partial_run(planted, home, 11.5 * HOUR)
    assert planted.runs == [{"webhooks"}, {"tls"}]
    assert _status(home, "certificate_expired") is Status.PASS
    assert _status(home, "certificate_expiring") is Status.PASS
    await hass.async_block_till_done()
    assert _changes(home) == before
    assert events == []


async def test_a_certificate_that_was_not_renewed_is_found_in_the_same_run(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry, events: list[object]
) -> None:
    before = _changes(home)
    await _partial_run(planted, home, 11.5 * HOUR)
    assert planted.runs == [{"webhooks"}, {"tls"}]
    assert _status(home, "certificate_expired") is Status.FAIL
    await hass.async_block_till_done()
    assert _changes(home) == ["certificate_expired", *before]
    assert len(events) == 1


async def test_a_certificate_that_cannot_be_read_again_opens_nothing(
    planted: Planted, home: MockConfigEntry
) -> None:
    planted.facts = replace(planted.facts, tls=Unavailable(Reason.REFUSED))
    await _partial_run(planted, home, 11.5 * HOUR)
    assert _status(home, "certificate_expired") is Status.UNKNOWN
    assert planted.runs == [{"webhooks"}, {"tls"}]


async def test_the_facts_are_those_of_the_report_while_a_run_reads_more(
    monkeypatch: pytest.MonkeyPatch, planted: Planted, home: MockConfigEntry
) -> None:
    coordinator, collect = home.runtime_data, planted.collect
    before, meanwhile = coordinator.facts, []

    async def watched(collectors: Collectors, sources: Collection[str]) -> dict[str, object]:
        meanwhile.append(coordinator.facts)
        return await collect(collectors, sources)

    monkeypatch.setattr(planted, "collect", watched)
    planted.facts = replace(planted.facts, webhooks=Unavailable(Reason.PARSE))
    await _partial_run(planted, home, 11.5 * HOUR)
    assert [found is before for found in meanwhile] == [True, True]
    assert coordinator.facts.webhooks == Unavailable(Reason.PARSE)


async def test_re_evaluating_opens_nothing_and_requests_the_sources(
    planted: Planted, home: MockConfigEntry, events: list[object]
) -> None:
    coordinator = home.runtime_data
    planted.freezer.tick(11.5 * HOUR)
    before = coordinator.data
    coordinator.async_reevaluate()
    assert _status(home, "certificate_expired") is Status.PASS
    assert coordinator.data.summary.state is before.summary.state
    assert events == []
    with patch.object(coordinator, "_rereads"):
        await planted.pass_time(DEBOUNCED)
    assert any("tls" in run for run in planted.runs)
    assert _status(home, "certificate_expired") is Status.FAIL


async def test_certificates_of_hours_are_read_more_often(
    planted: Planted, home: MockConfigEntry
) -> None:
    for _ in range(4):
        await planted.pass_time(30 * MINUTE)
        await planted.pass_time(DEBOUNCED)
    assert planted.runs == [{"tls"}] * 4
    assert home.runtime_data.summary.checked_at == NOW + timedelta(seconds=5)


@pytest.mark.parametrize(("days", "runs"), [(90, 0), (7, 0), (1, 3)])
async def test_certificates_of_days_are_not(
    planted: Planted, home: MockConfigEntry, days: int, runs: int
) -> None:
    planted.facts = _serving(NOW - 0.1 * days * 24 * HOUR, days * 24 * HOUR)
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    for _ in range(11):
        await planted.pass_time(29 * MINUTE)
        await planted.pass_time(DEBOUNCED)
    assert planted.runs == [{"tls"}] * runs


# --- what could not be read


@pytest.mark.parametrize("reason", sorted(PASSING))
@pytest.mark.parametrize("whole", [True, False])
async def test_a_passing_failure_is_read_again(
    planted: Planted, home: MockConfigEntry, reason: Reason, whole: bool
) -> None:
    gap = Unavailable(reason)
    planted.facts = (
        facts(backups=gap) if whole else facts(backups={"unread_locations": (("nas.nas", gap),)})
    )
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    for _ in range(60):
        await planted.pass_time(MINUTE)
        await planted.pass_time(DEBOUNCED)
    assert planted.runs == [{"backups"}] * 3


async def test_the_clock_is_set_after_the_start(planted: Planted, home: MockConfigEntry) -> None:
    """A small computer without a battery-backed clock gets the time from the internet."""
    planted.freezer.move_to("1970-01-01T00:00:30Z")
    planted.facts = facts(supervisor=Unavailable(Reason.STARTING))
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    planted.freezer.move_to(NOW)
    for _ in range(30):
        await planted.pass_time(MINUTE)
        await planted.pass_time(DEBOUNCED)
    # The first of them reads all, because the report is of 1970.
    assert planted.runs == [ALL, {"supervisor"}, {"supervisor"}]


async def test_it_is_read_again_until_it_could_be(planted: Planted, home: MockConfigEntry) -> None:
    planted.facts = facts(supervisor={"apps": Unavailable(Reason.TIMEOUT)})
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    await planted.pass_time(MINUTE)
    planted.facts = HEALTHY
    await planted.pass_time(DEBOUNCED)
    for _ in range(20):
        await planted.pass_time(MINUTE)
    assert planted.runs == [{"supervisor"}]
    # The next failure is a first one again.
    planted.facts = facts(supervisor={"apps": Unavailable(Reason.TIMEOUT)})
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    await planted.pass_time(MINUTE)
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == [{"supervisor"}]


async def test_a_run_that_ends_after_unloading_schedules_nothing(
    planted: Planted, home: MockConfigEntry
) -> None:
    rereads = home.runtime_data._rereads
    rereads.async_stop()
    rereads.async_schedule(planted.facts, {"tls": NOW})
    assert rereads._cancel is None


@pytest.mark.parametrize("reason", [Reason.API_CHANGED, Reason.SWITCHED_OFF, Reason.PERMISSION])
async def test_another_failure_waits_for_the_next_full_run(
    planted: Planted, home: MockConfigEntry, reason: Reason
) -> None:
    planted.facts = facts(backups=Unavailable(reason))
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    for _ in range(60):
        await planted.pass_time(MINUTE)
    assert planted.runs == []


@pytest.mark.parametrize(
    ("component", "sources"),
    [
        ("hassio", {"supervisor", "backups", "updates", "host"}),
        ("backup", {"backups"}),
        ("cloud", {"urls", "backups"}),
        ("network", {"network"}),
        ("sun", None),
    ],
)
async def test_an_integration_that_is_loaded_is_read(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    component: str,
    sources: set[str] | None,
) -> None:
    planted.facts = HEALTHY
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    hass.bus.async_fire(EVENT_COMPONENT_LOADED, {"component": component})
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == ([] if sources is None else [sources])


@pytest.mark.parametrize(
    ("domain", "sources"),
    [("synology_dsm", {"backups"}), ("cloud", {"urls", "backups"}), ("sun", None)],
)
async def test_an_entry_that_is_loaded_is_read_once(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    domain: str,
    sources: set[str] | None,
) -> None:
    await async_get_integration(hass, domain)
    planted.facts = HEALTHY
    await home.runtime_data.async_recheck()
    planted.runs.clear()
    other = MockConfigEntry(domain=domain)
    other.add_to_hass(hass)
    expected = [] if sources is None else [sources]
    other.mock_state(hass, ConfigEntryState.LOADED)
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == expected
    hass.config_entries.async_update_entry(other, title="Another")
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == expected
    for state in (ConfigEntryState.SETUP_RETRY, ConfigEntryState.LOADED):
        other.mock_state(hass, state)
        await planted.pass_time(DEBOUNCED)
    assert planted.runs == expected * 2
    other.mock_state(hass, ConfigEntryState.NOT_LOADED)


# --- a recheck


async def test_a_recheck_that_fails_is_no_success(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client()
    press = ("button", "press", {"entity_id": "button.security_posture_check_now"})
    assert hass.states.get(press[2]["entity_id"])
    for err in (ValueError("hunter2"), TimeoutError("hunter2"), asyncio.CancelledError("x")):
        with patch.object(Collectors, "async_collect", side_effect=err):
            assert not await home.runtime_data.async_recheck()
            await client.send_json_auto_id({"type": f"{DOMAIN}/recheck"})
            answer = await client.receive_json()
            assert answer["error"] == {
                "code": "home_assistant_error",
                "message": "The checks could not be run",
            }
            with pytest.raises(HomeAssistantError) as raised:
                await hass.services.async_call(*press, blocking=True)
            assert raised.value.translation_key == "recheck_failed"
            assert not raised.value.translation_placeholders
    await client.send_json_auto_id({"type": f"{DOMAIN}/recheck"})
    assert (await client.receive_json())["success"]
    await hass.services.async_call(*press, blocking=True)


class Gate:
    """Stand in for `Collectors.async_collect`, waiting in the middle of a run."""

    def __init__(self) -> None:
        self.runs: list[frozenset[str]] = []
        self.open = asyncio.Event()
        self.fails = False

    async def __call__(self, sources: Collection[str]) -> dict[str, object]:
        self.runs.append(frozenset(sources))
        await self.open.wait()
        if self.fails and len(self.runs) > 1:
            raise ValueError
        return {source: getattr(HEALTHY, source) for source in sources}


@pytest.mark.parametrize("running", [{"bans"}, ALL])
@pytest.mark.parametrize("fails", [False, True])
async def test_a_recheck_during_a_run_makes_a_complete_one_after_it(
    planted: Planted, home: MockConfigEntry, running: set[str], fails: bool
) -> None:
    coordinator, gate = home.runtime_data, Gate()
    gate.fails = fails
    with patch.object(coordinator, "_collectors", wraps=coordinator._collectors) as collectors:
        collectors.async_collect = gate
        coordinator.async_request(running)
        first = asyncio.ensure_future(coordinator.async_refresh())
        await asyncio.sleep(0)
        asked = [asyncio.ensure_future(coordinator.async_recheck()) for _ in range(3)]
        await asyncio.sleep(0)
        gate.open.set()
        await first
        assert await asyncio.gather(*asked) == [not fails] * 3
    assert gate.runs == [running, ALL]


async def test_sources_of_a_failed_run_are_read_in_the_next(
    planted: Planted, home: MockConfigEntry
) -> None:
    with patch.object(Collectors, "async_collect", side_effect=ValueError("x")):
        home.runtime_data.async_request(("bans",))
        await planted.pass_time(DEBOUNCED)
    home.runtime_data.async_request(("core",))
    await planted.pass_time(DEBOUNCED)
    assert planted.runs == [{"bans", "core"}]


async def test_an_unloaded_entry_answers_not_ready(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client()
    begun = asyncio.Event()

    async def never(_self: Collectors, _sources: Collection[str]) -> dict[str, object]:
        begun.set()
        await asyncio.Event().wait()
        return {}

    with patch.object(Collectors, "async_collect", never):
        await client.send_json_auto_id({"type": f"{DOMAIN}/recheck"})
        await begun.wait()
        assert await hass.config_entries.async_unload(home.entry_id)
    assert (await client.receive_json())["error"]["code"] == "not_ready"
