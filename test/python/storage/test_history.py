"""The history over runs and restarts: event, command and stored data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
import json
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_capture_events,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN, STARTUP_HISTORY_GRACE
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    BansFacts,
    NewAdmin,
    Reason,
    Unavailable,
    UpdateKind,
)
from custom_components.security_posture.posture.history import MAX_CHANGES, Change, ChangeKind
from custom_components.security_posture.posture.keyed_hash import keyed_hash
from custom_components.security_posture.posture.model import Severity
from custom_components.security_posture.storage import stored_history
from custom_components.security_posture.storage.history import SAVE_DELAY, History
from homeassistant.const import (
    EVENT_HOMEASSISTANT_FINAL_WRITE,
    EVENT_HOMEASSISTANT_STARTED,
    EVENT_STATE_CHANGED,
)
from homeassistant.core import CoreState, Event, HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError

from ..conftest import Planted, TokenFor
from ..pure.posture.build import HEALTHY, NOW, facts, update

GOOD = BansFacts(enabled=True, threshold=5, banned=())
AT_RISK = replace(GOOD, enabled=False)
ATTENTION = replace(GOOD, threshold=500)
EVENT = "event.security_posture_change"
STORE_KEY = f"{DOMAIN}.history"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _home(planted: Planted, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]) -> None:
    freezer.move_to(NOW)
    planted.facts = replace(HEALTHY, bans=GOOD)


@pytest.fixture
def plant(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> Callable[..., Any]:
    """Return a function that changes the facts and runs again."""

    async def run(**changes: Any) -> None:
        planted.facts = replace(planted.facts, **changes)
        assert await entry.runtime_data.async_recheck()
        await hass.async_block_till_done()

    return run


@pytest.fixture
async def after_startup(ready: MockConfigEntry, planted: Planted) -> MockConfigEntry:
    """Return the entry of a home after the startup grace period."""
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    return ready


def _fired(events: list[Event[Any]]) -> list[str]:
    """Return the event types fired, without states that did not change."""
    fired: dict[str, str] = {}
    for event in events:
        state = event.data["new_state"]
        if event.data["entity_id"] == EVENT and state and state.attributes.get("event_type"):
            fired.setdefault(state.state, state.attributes["event_type"])
    return list(fired.values())


async def _ask(client: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/changes"})
    return await client.receive_json()


async def _changes(client: Any) -> list[tuple[str, str]]:
    rows = (await _ask(client))["result"]["changes"]
    return [(row["kind"], row["check_id"]) for row in rows]


# --- the event


async def test_a_new_installation_fires_nothing_and_records_all(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    planted.facts = replace(planted.facts, bans=AT_RISK)
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    assert await async_setup_component(hass, DOMAIN, {})
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get(EVENT).state == "unknown"
    assert _fired(events) == []
    rows = await _changes(await hass_ws_client())
    opened = {row.id for row in entry.runtime_data.data.results if row.is_open}
    assert "bans_disabled" in opened
    assert rows == [("opened", row) for row in reversed([q for q in CHECKS if q in opened])]


async def test_directions(hass: HomeAssistant, after_startup: MockConfigEntry, plant: Any) -> None:
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    await plant()
    assert _fired(events) == []
    await plant(bans=AT_RISK)
    assert _fired(events) == ["worsened"]
    await plant()
    await plant(bans=ATTENTION)
    assert _fired(events)[1:] == ["worsened"]  # one resolved, but a new one opened
    await plant(bans=GOOD)
    assert _fired(events)[2:] == ["improved"]
    state = hass.states.get(EVENT)
    assert set(state.attributes) == {"event_type", "event_types", "friendly_name"}
    assert state.attributes["event_types"] == ["worsened", "improved"]


async def test_event_listeners_see_the_new_states(
    hass: HomeAssistant, after_startup: MockConfigEntry, plant: Any
) -> None:
    seen: list[tuple[str, str]] = []

    async def note(event: Event[Any]) -> None:
        if event.data["entity_id"] == EVENT:
            ids = ("sensor.security_posture_state", "binary_sensor.security_posture_bans")
            seen.append(tuple(hass.states.get(each).state for each in ids))

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    await plant(bans=AT_RISK)
    assert seen == [("at_risk", "on")]


async def test_unknown_is_no_improvement(
    hass: HomeAssistant, after_startup: MockConfigEntry, plant: Any
) -> None:
    await plant(bans=AT_RISK)
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    await plant(bans=Unavailable(Reason.API_CHANGED))
    assert _fired(events) == []


async def test_reload_fires_nothing(
    hass: HomeAssistant, planted: Planted, after_startup: MockConfigEntry, plant: Any
) -> None:
    await plant(bans=AT_RISK)
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    before = hass.states.get(EVENT).state
    for _ in range(3):
        assert await hass.config_entries.async_reload(after_startup.entry_id)
        await planted.pass_time(timedelta(seconds=5))
        # At first some sources are unavailable.
        await plant(bans=Unavailable(Reason.NOT_LOADED))
        await plant(bans=AT_RISK)
    assert {
        event.data["new_state"].state for event in events if event.data["entity_id"] == EVENT
    } == {
        "unavailable",
        before,
    }
    rows = after_startup.runtime_data.history.async_read("me", (), dt_util.utcnow())[1]
    assert len(rows) == 1


async def test_unknown_after_a_start_is_no_change(
    hass: HomeAssistant, planted: Planted, after_startup: MockConfigEntry, plant: Any
) -> None:
    assert hass.states.get("sensor.security_posture_state").state == "good"
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    assert await hass.config_entries.async_reload(after_startup.entry_id)
    planted.facts = replace(planted.facts, bans=Unavailable(Reason.NOT_LOADED))
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get("sensor.security_posture_state").state == "unknown"
    await plant(bans=GOOD)
    assert _fired(events) == []
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    await plant(bans=Unavailable(Reason.NOT_LOADED))
    assert _fired(events) == ["worsened"]


# --- restarts


async def test_changes_while_home_assistant_was_down(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    hass_ws_client: WebSocketGenerator,
) -> None:
    before = History(hass)
    await before.async_load()
    before.async_record(evaluate(replace(HEALTHY, bans=AT_RISK), NOW), NOW - 2 * DAY)
    await before.async_stop()
    planted.facts = replace(planted.facts, bans=ATTENTION)
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    assert await async_setup_component(hass, DOMAIN, {})
    await planted.pass_time(timedelta(seconds=5))
    assert _fired(events) == ["worsened"]
    answer = (await _ask(await hass_ws_client()))["result"]["changes"]
    assert {(row["kind"], row["check_id"]) for row in answer} == {
        ("opened", "ban_threshold_lax"),
        ("resolved", "bans_disabled"),
        ("opened", "bans_disabled"),
    }
    assert answer[-1]["at"] == (NOW - 2 * DAY).isoformat()


async def test_findings_that_return_after_a_start_were_not_resolved(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    plant: Any,
    hass_storage: dict[str, Any],
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Devices and repair issues are missing in the first run; removed ones are resolved later."""
    before = History(hass)
    await before.async_load()
    waiting = update(UpdateKind.FIRMWARE, 90)
    updates = replace(HEALTHY.updates, entities=(*HEALTHY.updates.entities, waiting))
    before.async_record(evaluate(replace(HEALTHY, bans=AT_RISK, updates=updates), NOW), NOW - DAY)
    await before.async_stop()
    hass.set_state(CoreState.starting)
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    assert await async_setup_component(hass, DOMAIN, {})
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    client = await hass_ws_client()
    old = [("opened", "devices_outdated"), ("opened", "bans_disabled")]
    assert await _changes(client) == old
    await plant(updates=updates)
    assert (await _changes(client), _fired(events)) == (old, [])
    await planted.pass_time(timedelta(minutes=16))
    assert await _changes(client) == [("resolved", "bans_disabled"), *old]
    assert _fired(events) == ["improved"]


async def test_new_findings_after_a_start_are_resolved_at_once(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    plant: Any,
    hass_ws_client: WebSocketGenerator,
) -> None:
    hass.set_state(CoreState.starting)
    planted.facts = replace(planted.facts, bans=AT_RISK)
    assert await async_setup_component(hass, DOMAIN, {})
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    await plant(bans=GOOD)
    assert (await _changes(await hass_ws_client()))[0] == ("resolved", "bans_disabled")


async def test_a_clean_stop_loses_nothing(
    hass: HomeAssistant, after_startup: MockConfigEntry, plant: Any, hass_storage: dict[str, Any]
) -> None:
    await plant(bans=AT_RISK)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    again = History(hass)
    await again.async_load()
    again.async_record(after_startup.runtime_data.data, dt_util.utcnow())
    assert again.direction_changes == 0
    assert len(again.async_read("me", (), dt_util.utcnow())[1]) == 1


async def test_delayed_save(
    hass: HomeAssistant,
    planted: Planted,
    after_startup: MockConfigEntry,
    plant: Any,
    hass_storage: dict[str, Any],
) -> None:
    await plant(bans=AT_RISK)
    assert STORE_KEY not in hass_storage or not hass_storage[STORE_KEY]["data"]["changes"]
    await planted.pass_time(timedelta(seconds=SAVE_DELAY + 1))
    assert len(hass_storage[STORE_KEY]["data"]["changes"]) == 1


async def test_unloading_saves_and_removing_deletes(
    hass: HomeAssistant, after_startup: MockConfigEntry, plant: Any, hass_storage: dict[str, Any]
) -> None:
    await plant(bans=AT_RISK)
    history, report = after_startup.runtime_data.history, after_startup.runtime_data.data
    assert await hass.config_entries.async_unload(after_startup.entry_id)
    await hass.async_block_till_done()
    assert len(hass_storage[STORE_KEY]["data"]["changes"]) == 1
    await hass.config_entries.async_remove(after_startup.entry_id)
    await hass.async_block_till_done()
    assert STORE_KEY not in hass_storage
    # A run that ends later must not write the file again.
    history.async_record(replace(report, results=()), dt_util.utcnow())
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert STORE_KEY not in hass_storage


async def test_a_full_disk_loses_nothing_in_memory(
    hass: HomeAssistant,
    planted: Planted,
    after_startup: MockConfigEntry,
    plant: Any,
    hass_ws_client: WebSocketGenerator,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = await hass_ws_client()
    with patch.object(Store, "_async_write_data", side_effect=WriteError("disk full")):
        await plant(bans=AT_RISK)
        await planted.pass_time(timedelta(seconds=SAVE_DELAY + 1))
    assert await _changes(client) == [("opened", "bans_disabled")]
    logged = [row for row in caplog.records if STORE_KEY in row.getMessage()]
    assert [row.levelname for row in logged if "disk full" in row.getMessage()] == ["ERROR"]
    assert await hass.config_entries.async_unload(after_startup.entry_id)
    assert len(hass_storage[STORE_KEY]["data"]["changes"]) == 1


SALT = "00" * 32
ROW = [NOW.isoformat(), "opened", "0" * 16, "high"]
VALID = {"salt": SALT, "word": None, "findings": [], "changes": [], "looked_at": {}}


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        VALID | {"salt": "00"},
        VALID | {"salt": "xyz"},
        VALID | {"word": "splendid"},
        VALID | {"findings": None, "word": "good"},
        VALID | {"changes": [ROW] * (MAX_CHANGES + 1)},
        VALID | {"changes": [["yesterday", *ROW[1:]]]},
        VALID | {"changes": [ROW[:2]]},
        VALID | {"changes": 7},
        VALID | {"looked_at": {"a": "2026-11-01T00:00:00"}},
        VALID | {"looked_at": {str(n): NOW.isoformat() for n in range(101)}},
        VALID | {"looked_at": []},
    ],
)
async def test_invalid_data_is_reset(
    hass: HomeAssistant, hass_storage: dict[str, Any], data: Any
) -> None:
    key = keyed_hash(bytes.fromhex(SALT), "bans_disabled")[:16]
    if isinstance(data, dict) and data.get("changes"):
        data = json.loads(json.dumps(data).replace(ROW[2], key))
    hass_storage[STORE_KEY] = {"version": 1, "minor_version": 1, "key": STORE_KEY, "data": data}
    history = History(hass)
    await history.async_load()
    history.async_record(evaluate(replace(HEALTHY, bans=AT_RISK), NOW), NOW)
    assert history.direction_changes == 0
    assert len(history.async_read("me", (), NOW)[1]) == 1


async def test_a_file_of_a_newer_version_is_left_untouched(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    hass_storage[STORE_KEY] = {"version": 9, "minor_version": 1, "key": STORE_KEY, "data": VALID}
    history = History(hass)
    await history.async_load()
    assert history.async_read("me", (), NOW) == (None, [])
    before = json.dumps(hass_storage[STORE_KEY])
    history.async_record(evaluate(replace(HEALTHY, bans=AT_RISK), NOW), NOW)
    await history.async_stop()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert json.dumps(hass_storage[STORE_KEY]) == before


async def test_removed_checks_are_dropped(
    hass: HomeAssistant, hass_storage: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(hass)
    await history.async_load()
    history.async_record(evaluate(replace(HEALTHY, bans=AT_RISK), NOW), NOW)
    await history.async_stop()
    fewer = {check_id: each for check_id, each in CHECKS.items() if check_id != "bans_disabled"}
    monkeypatch.setattr(stored_history, "CHECKS", fewer)
    again = History(hass)
    await again.async_load()
    assert again.async_read("me", (), NOW)[1] == []
    assert again._stored.open_findings.findings == {}


# --- the command


async def test_changes_and_when_each_user_read_them(
    hass: HomeAssistant,
    planted: Planted,
    after_startup: MockConfigEntry,
    plant: Any,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    one = await hass_ws_client()
    two = await hass_ws_client(hass, await token_for("admin"))
    assert (await _ask(one))["result"] == {"looked_at": None, "changes": []}
    first = dt_util.utcnow()
    await planted.pass_time(timedelta(seconds=9))
    await plant(bans=AT_RISK)
    opened = dt_util.utcnow()
    await planted.pass_time(timedelta(seconds=9))
    expected = {
        "at": opened.isoformat(),
        "kind": "opened",
        "check_id": "bans_disabled",
        "severity": "high",
    }
    answer = (await _ask(one))["result"]
    assert answer == {"looked_at": first.isoformat(), "changes": [expected]}
    assert (await _ask(two))["result"]["looked_at"] is None
    again = (await _ask(one))["result"]
    assert datetime.fromisoformat(again["looked_at"]) == opened + timedelta(seconds=9)


@pytest.mark.parametrize("kind", ["user", "read_only"])
@pytest.mark.parametrize("provider", ["homeassistant", "trusted_networks"])
async def test_changes_are_for_administrators(
    hass: HomeAssistant,
    after_startup: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    kind: str,
    provider: str,
) -> None:
    client = await hass_ws_client(hass, await token_for(kind, provider=provider))
    answer = await _ask(client)
    assert answer["error"]["code"] == "unauthorized"
    assert "result" not in answer


async def test_changes_before_the_first_report_and_without_the_entry(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client()
    assert (await _ask(client))["error"]["code"] == "not_ready"
    await planted.pass_time(timedelta(seconds=5))
    assert (await _ask(client))["success"]
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert (await _ask(client))["error"]["code"] == "not_ready"


async def test_removed_users_are_forgotten(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    history = History(hass)
    history.async_read("one", ("one", "two"), NOW)
    history.async_read("two", ("one", "two"), NOW + DAY)
    assert history.async_read("two", ("two",), NOW + 2 * DAY)[0] == NOW + DAY
    assert history.async_read("one", ("one", "two"), NOW + 3 * DAY)[0] is None


async def test_readers_are_capped(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    history = History(hass)
    users = [f"user {n}" for n in range(stored_history.MAX_READERS + 1)]
    for n, user in enumerate(users):
        history.async_read(user, users, NOW + n * DAY)
    now = NOW + 200 * DAY
    assert history.async_read(users[1], users, now)[0] == NOW + DAY
    assert history.async_read(users[0], users, now)[0] is None


async def test_clock_set_back(
    hass: HomeAssistant, planted: Planted, freezer: FrozenDateTimeFactory
) -> None:
    history = History(hass)
    freezer.move_to(NOW + 500 * DAY)
    history.async_record(evaluate(replace(HEALTHY, bans=AT_RISK), NOW), dt_util.utcnow())
    history.async_read("me", ("me",), dt_util.utcnow())
    read_at, rows = history.async_read("me", ("me",), NOW)
    assert read_at == NOW
    assert [row.at for row in rows] == [NOW]


async def test_who_confirmed_is_stored_as_a_key(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    history = History(hass)
    await history.async_load()
    unexpected = facts(accounts={"new_admins": (NewAdmin(user_id="eve", seen_at=NOW),)})
    history.async_record(evaluate(unexpected, NOW), NOW)
    severity = next(row.severity for row in history.async_read("a", "a", NOW)[1])
    history.async_record_confirmation("ada", NOW)
    await history.async_stop()
    assert '"ada"' not in json.dumps(hass_storage[STORE_KEY])
    restarted = History(hass)
    await restarted.async_load()
    confirmation = restarted.async_read("a", "a", NOW)[1][0]
    by = restarted.user_key("ada")
    assert confirmation == Change(NOW, ChangeKind.CONFIRMED, "unexpected_admin", severity, by)
    assert severity is Severity.HIGH


async def test_confirmations_are_capped(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    history = History(hass)
    for _ in range(MAX_CHANGES + 1):
        history.async_record_confirmation("ada", NOW)
    assert len(history._stored.changes) == MAX_CHANGES


# --- secrecy


async def test_stored_data_names_no_check_and_no_user(
    hass: HomeAssistant,
    after_startup: MockConfigEntry,
    plant: Any,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
    hass_storage: dict[str, Any],
) -> None:
    await plant(bans=AT_RISK)
    await _ask(await hass_ws_client())
    assert await hass.config_entries.async_unload(after_startup.entry_id)
    stored = hass_storage[STORE_KEY]["data"]
    assert len(stored["changes"]) == len(stored["findings"]) == len(stored["looked_at"]) == 1
    text = json.dumps(hass_storage[STORE_KEY])
    for name in (*CHECKS, hass_admin_user.id, hass_admin_user.name):
        assert name not in text
    assert "bans" not in text


async def test_the_log_and_the_events_name_no_check(
    hass: HomeAssistant,
    after_startup: MockConfigEntry,
    plant: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    await plant(bans=AT_RISK)
    fired = [event.as_dict() for event in events if event.data["entity_id"] == EVENT]
    assert fired
    text = json.dumps(fired, default=str) + caplog.text
    for check_id in ("bans_disabled", "ban_threshold_lax"):
        assert check_id not in text
