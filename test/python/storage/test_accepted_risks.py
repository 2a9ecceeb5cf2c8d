"""Accepted findings over reloads, backups, invalid data and failed writes."""

import asyncio
from datetime import timedelta
import json
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.coordinator import PostureCoordinator
from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.posture.model import AcceptanceRequest, Severity
from custom_components.security_posture.storage.accepted_risks import NotFoundError, NotSavedError
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError

from ..conftest import Planted
from ..pure.posture.build import facts

KEY = f"{DOMAIN}.accepted_risks"
CHECK = "bans_disabled"
REASON = "Because of the guests"
USER = "canary-id-of-a-person"


@pytest.fixture(autouse=True)
def _home(planted: Planted, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-23 12:00:00+00:00")
    planted.facts = facts(bans={"threshold": -1})


def _consent(days: int = 30) -> AcceptanceRequest:
    return AcceptanceRequest(
        reason=REASON, until=dt_util.utcnow() + timedelta(days=days), user_id=USER
    )


async def _reload(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> None:
    assert await hass.config_entries.async_reload(entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert entry.runtime_data.summary is not None


def _accepted(entry: MockConfigEntry) -> int:
    coordinator: PostureCoordinator = entry.runtime_data
    assert coordinator.summary is not None
    return coordinator.summary.counts.accepted


@pytest.fixture
async def accepted_entry(ready: MockConfigEntry) -> MockConfigEntry:
    """Return the entry with its one finding accepted."""
    await ready.runtime_data.risks.async_accept(CHECK, _consent())
    assert _accepted(ready) == 1
    return ready


async def test_stored_data(accepted_entry: MockConfigEntry, hass_storage: dict[str, Any]) -> None:
    """Reason and dates as plain text; neither the user nor the finding."""
    stored = hass_storage[KEY]
    (row,) = stored["data"]["accepted"].values()
    assert set(stored["data"]) == {"salt", "accepted"}
    assert set(row) == {"reason", "until", "accepted_at", "by", "severity", "variant", "rows", "n"}
    assert (row["reason"], row["severity"], row["n"]) == (REASON, "high", 0)
    text = json.dumps(stored)
    for hidden in (USER, CHECK, "no_threshold", "bans"):
        assert hidden not in text


async def test_reload(
    hass: HomeAssistant, planted: Planted, accepted_entry: MockConfigEntry
) -> None:
    for _ in range(3):
        await _reload(hass, planted, accepted_entry)
        assert _accepted(accepted_entry) == 1
    (acceptance,) = accepted_entry.runtime_data.risks.of_checks([CHECK]).values()
    assert (acceptance.reason, acceptance.severity) == (REASON, Severity.HIGH)
    assert acceptance.by == accepted_entry.runtime_data.risks.user_key(USER)


async def test_still_accepted_after_being_unknown(
    hass: HomeAssistant, planted: Planted, accepted_entry: MockConfigEntry
) -> None:
    """Unknown at first, then failing as before."""
    seen, planted.facts = planted.facts, facts(bans=Unavailable(Reason.STARTING))
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 0
    planted.facts = seen
    await accepted_entry.runtime_data.async_recheck()
    assert _accepted(accepted_entry) == 1


async def test_new_evidence_while_not_loaded_reopens(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    planted.facts = facts(bans={"threshold": -1, "enabled": False})
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 0
    assert hass_storage[KEY]["data"]["accepted"] == {}
    planted.facts = facts(bans={"threshold": -1})
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 0, "what is over does not come back"


async def test_expires_while_not_loaded(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    assert await hass.config_entries.async_unload(accepted_entry.entry_id)
    freezer.tick(timedelta(days=31))
    assert await hass.config_entries.async_setup(accepted_entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _accepted(accepted_entry) == 0
    assert hass_storage[KEY]["data"]["accepted"] == {}


async def test_clock_set_back(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    """With a wrong clock no acceptance applies, and none is lost."""
    freezer.move_to("2026-11-01 12:00:00+00:00")
    await accepted_entry.runtime_data.async_recheck()
    assert _accepted(accepted_entry) == 0
    freezer.move_to("2026-11-23 13:00:00+00:00")
    await accepted_entry.runtime_data.async_recheck()
    assert _accepted(accepted_entry) == 1


async def test_backup_restored_on_another_instance(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    stored = json.loads(json.dumps(hass_storage[KEY]))
    await hass.config_entries.async_remove(accepted_entry.entry_id)
    assert KEY not in hass_storage, "removing the integration removes it"
    hass_storage[KEY] = stored
    again = MockConfigEntry(domain=DOMAIN)
    again.add_to_hass(hass)
    assert await hass.config_entries.async_setup(again.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _accepted(again) == 1


async def test_nothing_accepted_writes_no_file(
    planted: Planted, ready: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    await ready.runtime_data.async_recheck()
    assert KEY not in hass_storage


def _without(name: str) -> Any:
    return lambda data: data.pop(name)


def _in_row(name: str, value: object) -> Any:
    def corrupt(data: dict[str, Any]) -> None:
        (row,) = data["accepted"].values()
        row[name] = value

    return corrupt


@pytest.mark.parametrize(
    "corrupt",
    [
        _without("salt"),
        _without("accepted"),
        lambda data: data.update(salt="00"),
        lambda data: data.update(salt="no hex"),
        lambda data: data.update(accepted=[]),
        lambda data: data.update(accepted={str(n): {} for n in range(1_000)}),
        _in_row("until", "2027-03-01"),
        _in_row("until", "2027-03-01T00:00:00"),
        _in_row("until", None),
        _in_row("severity", "terrible"),
        _in_row("rows", {"a": -1}),
        _in_row("rows", {"a": "many"}),
        _in_row("rows", {str(n): 1 for n in range(1_001)}),
        _in_row("n", None),
        _in_row("reason", "x" * 201),
        _in_row("reason", ["x"]),
        _in_row("by", 7),
    ],
)
async def test_invalid_data_accepts_nothing(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    corrupt: Any,
) -> None:
    assert await hass.config_entries.async_unload(accepted_entry.entry_id)
    corrupt(hass_storage[KEY]["data"])
    assert await hass.config_entries.async_setup(accepted_entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _accepted(accepted_entry) == 0
    assert "No finding counts as accepted any more" in caplog.text
    await accepted_entry.runtime_data.risks.async_accept(CHECK, _consent())
    assert _accepted(accepted_entry) == 1


@pytest.mark.parametrize("version", [0, 2])
async def test_a_store_of_another_version_is_left_untouched(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    version: int,
) -> None:
    """What it accepts counts as far as it is understood, and changes are stored beside it."""
    assert await hass.config_entries.async_unload(accepted_entry.entry_id)
    hass_storage[KEY]["version"] = version
    stored = json.dumps(hass_storage[KEY])
    assert await hass.config_entries.async_setup(accepted_entry.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _accepted(accepted_entry) == 1
    await accepted_entry.runtime_data.risks.async_reopen(CHECK)
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 0
    await accepted_entry.runtime_data.risks.async_accept(CHECK, _consent())
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 1
    assert json.dumps(hass_storage[KEY]) == stored


async def test_failed_save_does_not_accept(
    ready: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """Home Assistant's store hides write errors; the caller gets one."""
    risks = ready.runtime_data.risks
    with (
        patch.object(Store, "_async_write_data", side_effect=WriteError("full")),
        pytest.raises(NotSavedError),
    ):
        await risks.async_accept(CHECK, _consent())
    assert (_accepted(ready), risks.of_checks([CHECK])) == (0, {})
    assert KEY not in hass_storage


async def test_failed_save_does_not_reopen(
    hass: HomeAssistant, planted: Planted, accepted_entry: MockConfigEntry
) -> None:
    with (
        patch.object(Store, "_async_write_data", side_effect=OSError),
        pytest.raises(NotSavedError),
    ):
        await accepted_entry.runtime_data.risks.async_reopen(CHECK)
    assert _accepted(accepted_entry) == 1
    await _reload(hass, planted, accepted_entry)
    assert _accepted(accepted_entry) == 1


async def test_failed_save_of_an_ended_acceptance_is_retried(
    hass: HomeAssistant,
    planted: Planted,
    accepted_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    coordinator = accepted_entry.runtime_data
    planted.facts = facts(bans={"threshold": -1, "enabled": False})
    with patch.object(Store, "_async_write_data", side_effect=WriteError("full")):
        await coordinator.async_recheck()
        await hass.async_block_till_done()
    assert _accepted(accepted_entry) == 0
    assert len(hass_storage[KEY]["data"]["accepted"]) == 1
    await coordinator.async_recheck()
    await hass.async_block_till_done()
    assert hass_storage[KEY]["data"]["accepted"] == {}


async def test_refused_while_home_assistant_stops(
    hass: HomeAssistant, ready: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """The data would be written after the response, or not at all."""
    hass.set_state(CoreState.stopping)
    with pytest.raises(NotSavedError):
        await ready.runtime_data.risks.async_accept(CHECK, _consent())
    hass.bus.async_fire("homeassistant_final_write")
    await hass.async_block_till_done()
    assert hass_storage.get(KEY, {"data": {"accepted": {}}})["data"]["accepted"] == {}
    hass.set_state(CoreState.running)


async def test_after_unloading_nothing_is_written(
    hass: HomeAssistant, accepted_entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    risks = accepted_entry.runtime_data.risks
    await hass.config_entries.async_remove(accepted_entry.entry_id)
    with pytest.raises(NotSavedError):
        await risks.async_reopen(CHECK)
    assert KEY not in hass_storage


async def test_one_change_at_a_time(ready: MockConfigEntry) -> None:
    """The second waits until the first is on disk, and then finds no open finding."""
    risks = ready.runtime_data.risks
    write = risks._async_write

    async def slow(data: dict[str, Any]) -> bool:
        for _ in range(10):
            await asyncio.sleep(0)  # the frozen clock does not advance
        return bool(await write(data))

    with patch.object(risks, "_async_write", slow):
        results = await asyncio.gather(
            *(risks.async_accept(CHECK, _consent(days)) for days in (1, 2)), return_exceptions=True
        )
    assert results[0] is None
    assert isinstance(results[1], NotFoundError)
    (acceptance,) = risks.of_checks([CHECK]).values()
    assert acceptance.until == _consent(1).until


async def test_only_what_is_open_can_be_accepted(accepted_entry: MockConfigEntry) -> None:
    risks = accepted_entry.runtime_data.risks
    for check_id in (CHECK, "core_outdated", "no_such_check"):
        with pytest.raises(NotFoundError):
            await risks.async_accept(check_id, _consent())
    with pytest.raises(NotFoundError):
        await risks.async_reopen("core_outdated")


async def test_unloading_while_a_finding_is_being_accepted(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry
) -> None:
    """It is saved and in the next report, and no expiry timer is left behind."""
    old: PostureCoordinator = ready.runtime_data
    write = old.risks._async_write
    writing, gate = asyncio.Event(), asyncio.Event()

    async def slow(data: dict[str, Any]) -> bool:
        writing.set()
        await gate.wait()
        return bool(await write(data))

    with patch.object(old.risks, "_async_write", slow):
        accepting = asyncio.ensure_future(old.risks.async_accept(CHECK, _consent()))
        await writing.wait()
        reloading = asyncio.ensure_future(hass.config_entries.async_reload(ready.entry_id))
        for _ in range(20):
            await asyncio.sleep(0)
        gate.set()
        await accepting
        assert await reloading
    assert old._cancel_expiry is None
    await planted.pass_time(timedelta(seconds=5))
    assert ready.runtime_data is not old
    assert _accepted(ready) == 1
