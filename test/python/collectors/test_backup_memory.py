"""What is remembered of locations that cannot be listed, with the real backup manager."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.backup import memory as backup_memory
from custom_components.security_posture.posture.facts import BackupsFacts, RememberedLocation
from homeassistant.components.backup import BackupManagerError, Folder
from homeassistant.components.backup.config import AgentConfig, ScheduleRecurrence
from homeassistant.core import HomeAssistant
from homeassistant.helpers import instance_id

from ..pure.posture.build import facts, run_check
from .backup_agents import Remote, backup, plug, read, unreachable

STORE = "security_posture.backup_locations"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAS = "remote.nas"


@pytest.fixture(autouse=True)
def _now(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)


def made(*days_ago: float, **kwargs: Any) -> list[Any]:
    """Return backups made so many days before `NOW`."""
    return [backup(f"b{days}", date=(NOW - days * DAY).isoformat(), **kwargs) for days in days_ago]


def select(manager: Any, *locations: str) -> None:
    """Select the locations of automatic backups, every day."""
    data = manager.config.data
    data.create_backup = replace(data.create_backup, agent_ids=list(locations), password="hunter2")
    data.schedule.recurrence = ScheduleRecurrence.DAILY


def statuses(found: BackupsFacts, now: datetime) -> dict[str, tuple[str, object]]:
    home = facts(backups=found, supervisor=None)
    names = ("missing", "overdue", "only_here", "unencrypted")
    outcomes = {name: run_check(f"backup_{name}", home, now, read_at=now) for name in names}
    return {
        name: (str(outcome.status), outcome.params.get("variant"))
        for name, outcome in outcomes.items()
    }


async def test_a_network_drive_that_is_asleep(
    hass: HomeAssistant,
    manager: Any,
    reader: Collectors,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    nas = Remote(*made(0.4, 1.4, 2.4), name="nas")
    plug(manager, nas)
    select(manager, NAS)
    assert (await read(reader)).remembered == ()
    assert {status for status, _ in statuses(await read(reader), NOW).values()} == {"pass"}
    nas.does = unreachable
    reader.async_invalidate()
    asleep = await read(reader)
    assert asleep.backups == ()
    expected = RememberedLocation(
        location=NAS, at=NOW - 0.4 * DAY, encrypted=True, unread_since=NOW
    )
    assert asleep.remembered == (expected,)
    assert statuses(asleep, NOW) == {
        "missing": ("pass", "unread"),
        "overdue": ("pass", None),
        "only_here": ("pass", "unread"),
        "unencrypted": ("pass", None),
    }
    # It is remembered over a restart, and since when it is away.
    freezer.tick(DAY)
    assert (await read(Collectors(hass, {}))).remembered == (expected,)
    assert "remote" not in repr(hass_storage[STORE])
    assert "nas" not in repr(hass_storage[STORE])
    # Its age ends it.
    later = statuses(asleep, NOW + 2 * DAY)
    assert later["missing"] == ("not_applicable", None)
    assert later["overdue"] == ("fail", None)
    assert later["only_here"] == ("fail", "lost")
    # It wakes up.
    nas.does = None
    assert (await read(reader)).remembered == ()


async def test_an_incomplete_backup_is_remembered_as_such(
    hass: HomeAssistant, manager: Any, reader: Collectors, hass_storage: dict[str, Any]
) -> None:
    nas = Remote(*made(0.4), name="nas")
    plug(manager, nas)
    select(manager, NAS)
    manager.known_backups.add(made(0.4)[0], {}, {}, {Folder.MEDIA: []}, [])
    assert statuses(await read(reader), NOW)["overdue"] == ("fail", "incomplete")
    nas.does = unreachable
    for later in (reader, Collectors(hass, {})):
        later.async_invalidate()
        found = await read(later)
        assert not found.remembered[0].complete
        assert statuses(found, NOW)["overdue"][0] == "unknown"
    # Files of earlier versions do not tell.
    for row in hass_storage[STORE]["data"]["locations"].values():
        del row["complete"]
    assert (await read(Collectors(hass, {}))).remembered[0].complete


async def test_a_location_whose_integration_is_not_set_up(
    hass: HomeAssistant, manager: Any, reader: Collectors
) -> None:
    """Its device is off while Home Assistant starts, and no schedule uses it."""
    plug(manager, Remote(*made(1, protected=False), name="nas"))
    await read(reader)
    del manager.backup_agents[NAS]
    found = await read(reader)
    assert [name for name, _gap in found.unread_locations] == [NAS]
    assert not found.remembered[0].encrypted
    assert statuses(found, NOW)["missing"] == ("pass", "unread")
    # After a restart its settings still name it, if it has any.
    assert (await read(Collectors(hass, {}))).unread_locations == ()
    manager.config.data.agents[NAS] = AgentConfig(protected=False, retention=None)
    assert (await read(Collectors(hass, {}))).unread_locations == found.unread_locations


async def test_a_removed_location_is_forgotten(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    plug(manager, Remote(*made(1), name="nas"), Remote(name="empty"))
    await read(reader)
    del manager.backup_agents[NAS]
    del manager.backup_agents["remote.empty"]
    assert [name for name, _gap in (await read(reader)).unread_locations] == [NAS]
    freezer.tick(60 * DAY)
    assert (await read(reader)).unread_locations == ()


async def test_the_only_location_has_vanished(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    """The real manager tries every night, and completes none."""
    nas = Remote(*made(0.4), name="nas")
    plug(manager, nas)
    select(manager, NAS)
    manager.config.data.last_completed_automatic_backup = NOW - 0.4 * DAY
    await read(reader)
    del manager.backup_agents[NAS]
    for nights in range(1, 4):
        freezer.move_to(NOW + nights * DAY)
        with pytest.raises(BackupManagerError):
            await manager.async_create_automatic_backup()
        found = statuses(await read(reader), NOW + nights * DAY)
        late = nights > 1
        assert found["overdue"][0] == ("fail" if late else "pass")
        assert found["only_here"] == (("fail", "lost") if late else ("pass", "unread"))
        assert found["missing"][0] != "fail"


async def test_one_of_two_locations_has_vanished(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    """Home Assistant calls the backup completed, and names the other location as failed."""
    nas = Remote(*made(0.4), name="nas")
    plug(manager, nas)
    select(manager, "backup.local", NAS)
    await read(reader)
    del manager.backup_agents[NAS]
    for nights in range(1, 4):
        freezer.move_to(NOW + nights * DAY)
        await manager.async_create_automatic_backup()
        await manager.hass.async_block_till_done(wait_background_tasks=True)
    found = await read(reader)
    assert found.newest_failed
    assert {row.failed_locations for row in found.backups} == {(NAS,)}
    assert statuses(found, NOW + 3 * DAY)["overdue"] == ("pass", None)
    assert statuses(found, NOW + 3 * DAY)["only_here"] == ("fail", "lost")


async def test_an_agent_that_never_answered(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    plug(manager, Remote(name="nas", does=unreachable))
    assert statuses(await read(reader), NOW)["missing"][0] == "unknown"
    freezer.tick(9 * DAY)
    found = statuses(await read(reader), NOW + 9 * DAY)
    assert found["missing"] == ("fail", "lost")


async def test_deleted_backups_show_the_rhythm(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    """An automation makes one a week, of which only the newest is kept."""
    nas = Remote(name="nas")
    plug(manager, nas)
    for week in range(4):
        freezer.move_to(at := NOW + week * 7 * DAY)
        nas.listed = [backup(f"b{week}", date=at.isoformat())]
        reader.async_invalidate()
        found = await read(reader)
    assert len(found.backups) == 1
    assert [row.at for row in found.earlier] == [NOW + week * 7 * DAY for week in range(4)]
    assert run_check("backup_unscheduled", facts(backups=found), at).params == {"variant": "rhythm"}
    freezer.tick(200 * DAY)
    reader.async_invalidate()
    assert (await read(reader)).earlier == ()


async def test_backups_of_another_instance(
    hass: HomeAssistant, manager: Any, reader: Collectors
) -> None:
    ours = {"instance_id": await instance_id.async_get(hass)}
    nas = Remote(
        *made(0.5, extra_metadata={"instance_id": "another"}),
        *made(3, extra_metadata=ours),
        *made(4),  # apps do not say who made it
        name="nas",
    )
    plug(manager, nas)
    assert [row.foreign for row in (await read(reader)).backups] == [True, False, False]
    nas.does = unreachable
    reader.async_invalidate()
    found = await read(reader)
    assert found.remembered[0].at == NOW - 3 * DAY
    assert [row.at for row in found.earlier] == [NOW - 4 * DAY, NOW - 3 * DAY]


async def test_dates_in_the_future_are_not_remembered(manager: Any, reader: Collectors) -> None:
    undated = backup("undated", date=None)
    nas = Remote(*made(-1, protected=False), *made(2), undated, name="nas")
    plug(manager, nas)
    await read(reader)
    nas.does = unreachable
    reader.async_invalidate()
    (row,) = (await read(reader)).remembered
    assert (row.at, row.encrypted) == (NOW - 2 * DAY, False)  # that one may be the newest


async def test_a_clock_that_was_set_back(
    manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    plug(manager, Remote(name="nas", does=unreachable))
    await read(reader)
    freezer.move_to(NOW - DAY)
    assert (await read(reader)).remembered[0].unread_since == NOW - DAY


async def test_a_computer_that_starts_in_1970(
    hass: HomeAssistant, manager: Any, reader: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    nas = Remote(*made(1, 2, 3), name="nas")
    plug(manager, nas)
    select(manager, NAS)
    earlier = (await read(reader)).earlier
    nas.does = unreachable
    reader = Collectors(hass, {})
    freezer.move_to("1970-01-01T00:01:00Z")
    assert (await read(reader)).earlier == earlier
    freezer.move_to(NOW)
    reader.async_invalidate()
    found = await read(reader)
    assert found.earlier == earlier
    assert [(row.at, row.unread_since) for row in found.remembered] == [(NOW - DAY, NOW)]


async def test_limits(
    manager: Any,
    reader: Collectors,
    monkeypatch: pytest.MonkeyPatch,
    hass_storage: dict[str, Any],
) -> None:
    monkeypatch.setattr(backup_memory, "MAX_LOCATIONS", 3)
    monkeypatch.setattr(backup_memory, "MAX_EARLIER", 5)
    plug(manager, *(Remote(*made(n), name=f"n{n}") for n in range(9)))
    assert len((await read(reader)).earlier) == 5
    assert len(hass_storage[STORE]["data"]["locations"]) == 3
    assert len(hass_storage[STORE]["data"]["earlier"]) == 5


async def test_it_is_written_only_when_something_changes(
    manager: Any, reader: Collectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[object] = []

    async def save(_self: object, data: object) -> bool:
        writes.append(data)
        return True

    monkeypatch.setattr(backup_memory.KeyedStore, "async_save", save)
    nas = Remote(*made(1), name="nas")
    plug(manager, nas)
    for _ in range(3):
        await read(reader)
    assert len(writes) == 1
    nas.does = unreachable
    reader.async_invalidate()
    for _ in range(3):
        await read(reader)
    assert len(writes) == 2


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"salt": "00"},
        {"salt": "00" * 32, "locations": {"a": {}}, "earlier": []},
        {"salt": "00" * 32, "locations": {}, "earlier": [["yesterday", None]]},
    ],
)
async def test_a_file_in_another_form_is_replaced(
    manager: Any, reader: Collectors, hass_storage: dict[str, Any], data: Any
) -> None:
    hass_storage[STORE] = {"version": 1, "minor_version": 1, "key": STORE, "data": data}
    plug(manager, Remote(*made(1), name="nas"))
    assert len((await read(reader)).earlier) == 1
    assert len(hass_storage[STORE]["data"]["earlier"]) == 1


async def test_removed_with_the_entry(
    manager: Any, reader: Collectors, hass_storage: dict[str, Any]
) -> None:
    await read(reader)
    assert STORE in hass_storage
    await reader.async_remove()
    assert STORE not in hass_storage
