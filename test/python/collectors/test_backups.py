"""The backup manager: real backups, the schedule, and changed managers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Reason,
    Unavailable,
)
from homeassistant.components.backup import BackupManagerError, async_get_manager
from homeassistant.components.backup.config import AgentConfig, Day, ScheduleRecurrence
from homeassistant.components.backup.manager import CreateBackupEvent, CreateBackupState, IdleEvent
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .backup_agents import Remote, plug, read


async def make(manager: Any, **kwargs: Any) -> None:
    """Create a backup with Home Assistant."""
    values: dict[str, Any] = {
        "agent_ids": ["backup.local"],
        "include_addons": None,
        "include_all_addons": False,
        "include_database": True,
        "include_folders": None,
        "include_homeassistant": True,
        "name": None,
        "password": None,
    }
    await manager.async_create_backup(**values | kwargs)
    await manager.hass.async_block_till_done(wait_background_tasks=True)


async def test_a_real_backup(manager: Any, reader: Collectors) -> None:
    empty = await read(reader)
    assert empty.backups == ()
    assert empty.schedule.recurrence == "never"
    assert empty.locations == (BackupLocation(id="backup.local", outside=False, encrypted=False),)
    await make(manager, password="hunter2", with_automatic_settings=True)
    (found,) = (await read(reader)).backups
    assert found.at is not None
    assert abs(datetime.now(UTC) - found.at) < timedelta(minutes=1)
    assert found.copies == (BackupCopy(location="backup.local", encrypted=True),)
    assert found.automatic
    assert found.complete
    assert found.failed_locations == ()
    await make(manager)
    assert {(b.automatic, b.copies[0].encrypted) for b in (await read(reader)).backups} == {
        (True, True),
        (False, False),
    }


async def test_a_deleted_file_is_no_backup(
    manager: Any, reader: Collectors, tmp_path: Path
) -> None:
    await make(manager)
    assert len((await read(reader)).backups) == 1
    for path in (tmp_path / "backups").iterdir():
        path.unlink()
    assert (await read(reader)).backups == ()


async def test_a_location_that_fails_is_unread(manager: Any, reader: Collectors) -> None:
    await make(manager)
    agent = manager.local_backup_agents["backup.local"]
    with patch.object(agent, "async_get_backup", side_effect=BackupManagerError("secret")):
        found = await read(reader)
    assert found.backups == ()
    assert found.unread_locations == (("backup.local", Unavailable(Reason.INTERNAL)),)


class KeepsAll(Remote):
    """A location that offers no deletion."""

    async_delete_backup = None  # type: ignore[assignment]


async def test_where_home_assistant_can_delete(manager: Any, reader: Collectors) -> None:
    await make(manager)
    plug(manager, Remote(name="cloud"), KeepsAll(name="vault"))
    found = await read(reader)
    assert {row.id: row.deletable for row in found.locations} == {
        "backup.local": True,
        "remote.cloud": True,
        "remote.vault": False,
    }


async def test_the_schedule(manager: Any, reader: Collectors) -> None:
    data = manager.config.data
    data.schedule.recurrence = ScheduleRecurrence.CUSTOM_DAYS
    data.schedule.days = [Day.SUNDAY, Day.MONDAY]
    data.create_backup = replace(
        data.create_backup, agent_ids=["backup.local", "gone.away"], password="hunter2"
    )
    data.last_attempted_automatic_backup = datetime(2026, 11, 20, 5, tzinfo=UTC)
    data.last_completed_automatic_backup = datetime(2026, 11, 19, 5)  # noqa: DTZ001
    plug(manager, Remote(name="plain"), Remote(name="default"))
    data.agents = {
        "remote.plain": AgentConfig(protected=False, retention=None),
        "backup.local": AgentConfig(protected=True, retention=None),
    }
    found = await read(reader)
    assert "hunter2" not in repr(found)
    assert found.schedule.recurrence == "custom_days"
    assert found.schedule.days == (0, 6)
    assert found.schedule.locations == ("backup.local", "gone.away")
    assert found.schedule.last_attempted == datetime(2026, 11, 20, 5, tzinfo=UTC)
    assert found.schedule.last_completed is not None
    assert found.schedule.last_completed.tzinfo is not None
    assert found.locations == (
        BackupLocation(id="backup.local", outside=False, encrypted=True),
        BackupLocation(id="remote.plain", outside=True, encrypted=False),
        BackupLocation(id="remote.default", outside=True, encrypted=True),
        BackupLocation(id="gone.away", outside=True, encrypted=True),
    )
    assert found.unread_locations == (("gone.away", Unavailable(Reason.NOT_LOADED)),)


async def test_without_a_password_nothing_is_encrypted(manager: Any, reader: Collectors) -> None:
    manager.config.data.agents = {"backup.local": AgentConfig(protected=True, retention=None)}
    assert not (await read(reader)).locations[0].encrypted


async def test_not_loaded(hass: HomeAssistant) -> None:
    found = await Collectors(hass, {}).async_collect(["backups"])
    assert found == {"backups": Unavailable(Reason.NOT_LOADED)}


async def test_loaded_later(hass: HomeAssistant, tmp_path: Path) -> None:
    hass.config.config_dir = str(tmp_path)
    collectors = Collectors(hass, {})
    calls: list[bool] = []
    stop = collectors.async_on_backup(lambda: calls.append(True))
    assert await async_setup_component(hass, "backup", {})
    await hass.async_block_till_done()
    manager = async_get_manager(hass)
    manager.async_on_backup_event(
        CreateBackupEvent(reason=None, stage=None, state=CreateBackupState.IN_PROGRESS)
    )
    assert calls
    manager.async_on_backup_event(IdleEvent())
    stop()


@pytest.mark.parametrize("name", ["config", "backup_agents", "local_backup_agents"])
async def test_the_manager_has_changed(manager: Any, reader: Collectors, name: str) -> None:
    value = vars(manager).pop(name)
    found = await reader.async_collect(["backups"])
    setattr(manager, name, value)
    assert found == {"backups": Unavailable(Reason.API_CHANGED)}
