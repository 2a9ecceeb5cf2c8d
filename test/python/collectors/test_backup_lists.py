"""Backup lists of locations: caching and failures."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from aiohasupervisor import SupervisorConnectionError, SupervisorForbiddenError
import pytest

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.backup import lists as backup_lists
from custom_components.security_posture.posture.facts import BackupCopy, Reason, Unavailable
from homeassistant.components.backup import BackupAgentError, BackupManagerError, Folder
from homeassistant.components.backup.manager import (
    CreateBackupEvent,
    CreateBackupStage,
    CreateBackupState,
    IdleEvent,
    UploadBackupEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import instance_id

from .backup_agents import Remote, backup, broken, plug, read, unreachable


async def test_copies_of_one_backup(hass: HomeAssistant, manager: Any, reader: Collectors) -> None:
    ours = {"instance_id": await instance_id.async_get(hass), "with_automatic_settings": True}
    theirs = {"instance_id": "another", "with_automatic_settings": True}
    plug(
        manager,
        Remote(backup(extra_metadata=ours), name="a"),
        Remote(
            backup(extra_metadata=ours, protected=False),
            backup("b2", extra_metadata=theirs),
            name="b",
        ),
    )
    first, second = (await read(reader)).backups
    assert first.at == datetime(2026, 11, 20, 3, 45, tzinfo=UTC)
    assert first.automatic
    assert first.copies == (
        BackupCopy(location="remote.a", encrypted=True),
        BackupCopy(location="remote.b", encrypted=False),
    )
    assert not second.automatic


async def test_a_backup_of_one_app_is_no_backup(manager: Any, reader: Collectors) -> None:
    plug(manager, Remote(backup(homeassistant_included=False)))
    assert (await read(reader)).backups == ()


async def test_failed_locations(manager: Any, reader: Collectors) -> None:
    plug(manager, Remote(backup("b1"), backup("b2"), backup("b3")))
    manager.known_backups.add(backup("b1"), {"remote.x": BackupManagerError()}, {}, {}, ["gone.y"])
    manager.known_backups.add(backup("b2"), {}, {}, {Folder.MEDIA: []}, [])
    found = (await read(reader)).backups
    assert [b.failed_locations for b in found] == [("remote.x", "gone.y"), (), ()]
    assert [b.complete for b in found] == [True, False, True]


@pytest.mark.parametrize(
    "date",
    [
        *(None, "", "yesterday", "2026-11-20", "2026-11-20T04:45:00", 1763600000, "9" * 400),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00"),
    ],
)
async def test_other_dates_are_ignored(manager: Any, reader: Collectors, date: Any) -> None:
    plug(manager, Remote(backup(date=date)))
    (found,) = (await read(reader)).backups
    assert found.at is None


async def moved() -> None:
    raise AttributeError("x")


async def hang() -> None:
    await asyncio.Event().wait()


async def cancelled() -> None:
    raise asyncio.CancelledError("token=hunter2")


async def cancels() -> None:
    task = asyncio.current_task()
    assert task is not None
    task.cancel()
    await asyncio.sleep(0)


async def exits() -> None:
    raise SystemExit("token=hunter2")


async def interrupts() -> None:
    raise KeyboardInterrupt("token=hunter2")


async def closes() -> None:
    raise GeneratorExit("token=hunter2")


async def not_logged_in() -> None:
    raise BackupAgentError("token=hunter2") from SupervisorForbiddenError("token=hunter2")


async def gone() -> None:
    raise BackupAgentError("token=hunter2") from SupervisorConnectionError("token=hunter2")


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        (unreachable, Reason.REFUSED),
        (broken, Reason.INTERNAL),
        (moved, Reason.API_CHANGED),
        (hang, Reason.TIMEOUT),
        (cancelled, Reason.INTERNAL),
        (cancels, Reason.INTERNAL),
        (exits, Reason.INTERNAL),
        (interrupts, Reason.INTERNAL),
        (closes, Reason.INTERNAL),
        (not_logged_in, Reason.PERMISSION),
        (gone, Reason.REFUSED),
    ],
)
async def test_one_bad_location_hides_no_other(
    manager: Any,
    reader: Collectors,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    does: Any,
    reason: Reason,
) -> None:
    monkeypatch.setattr(backup_lists, "LOCATION_TIMEOUT", 0.1)
    plug(manager, Remote(does=does, name="bad"), Remote(backup(), name="good"))
    found = await read(reader)
    assert found.unread_locations == (("remote.bad", Unavailable(reason)),)
    assert [b.copies[0].location for b in found.backups] == ["remote.good"]
    assert "hunter2" not in caplog.text


async def test_a_location_that_ignores_cancellation_blocks_no_other(
    manager: Any, reader: Collectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_lists, "LOCATION_TIMEOUT", 0.05)
    let_go = asyncio.Event()

    async def hang_on() -> None:
        while not let_go.is_set():
            with suppress(asyncio.CancelledError):
                await let_go.wait()
        raise RuntimeError("the caller has gone")

    plug(manager, Remote(does=hang_on, name="bad"), Remote(backup(), name="good"))
    async with asyncio.timeout(10):
        found = await read(reader)
    assert found.unread_locations == (("remote.bad", Unavailable(Reason.TIMEOUT)),)
    assert len(found.backups) == 1
    let_go.set()


@pytest.mark.parametrize(
    "rows", [None, 7, [None], [{"backup_id": 1}], [backup(protected="yes")], [backup(7)]]
)
async def test_lists_in_another_format(manager: Any, reader: Collectors, rows: Any) -> None:
    agent = Remote()
    agent.listed = rows
    plug(manager, agent)
    found = await read(reader)
    assert found.unread_locations == (("remote.cloud", Unavailable(Reason.API_CHANGED)),)


async def test_too_many(manager: Any, reader: Collectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_lists, "MAX_BACKUPS", 2)
    plug(manager, Remote(*[backup(str(n)) for n in range(3)]))
    found = await read(reader)
    assert found.unread_locations == (("remote.cloud", Unavailable(Reason.TOO_LARGE)),)


async def test_lists_of_remote_locations_are_cached(
    manager: Any, reader: Collectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = Remote(backup())
    plug(manager, agent)
    first = await read(reader)
    assert await read(reader) == first
    assert agent.requests == 1
    monkeypatch.setattr(backup_lists, "CACHE_TIME", 0.0)
    assert await read(reader) == first
    assert agent.requests == 2


@pytest.mark.parametrize("does", [unreachable, broken, moved])
async def test_a_failure_is_not_cached(manager: Any, reader: Collectors, does: Any) -> None:
    good, bad = Remote(backup(), name="good"), Remote(backup("b2"), does=does, name="bad")
    plug(manager, good, bad)
    assert len((await read(reader)).unread_locations) == 1
    assert len((await read(reader)).unread_locations) == 1
    assert bad.requests == 2  # once in each run
    bad.does = None
    found = await read(reader)
    assert found.unread_locations == ()
    assert len(found.backups) == 2
    assert await read(reader) == found
    assert (good.requests, bad.requests) == (1, 3)


async def test_a_recheck_asks_every_location_again(manager: Any, reader: Collectors) -> None:
    agent = Remote(backup())
    plug(manager, agent)
    await read(reader)
    agent.listed = []
    reader.async_invalidate()
    assert (await read(reader)).backups == ()
    assert agent.requests == 2


async def test_a_list_asked_for_before_a_recheck_is_not_cached(
    manager: Any, reader: Collectors
) -> None:
    requests, answer = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        requests.set()
        await answer.wait()

    agent = Remote(backup(), does=wait)
    plug(manager, agent)
    earlier = asyncio.create_task(read(reader))
    await requests.wait()
    reader.async_invalidate()
    answer.set()
    assert len((await earlier).backups) == 1
    agent.listed = []
    assert (await read(reader)).backups == ()


async def test_an_expired_list_is_not_used_when_the_location_fails(
    manager: Any, reader: Collectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = Remote(backup())
    plug(manager, agent)
    assert len((await read(reader)).backups) == 1
    monkeypatch.setattr(backup_lists, "CACHE_TIME", 0.0)
    agent.does = unreachable
    found = await read(reader)
    assert found.backups == ()
    assert found.unread_locations == (("remote.cloud", Unavailable(Reason.REFUSED)),)


async def test_a_backup_clears_the_cache(manager: Any, reader: Collectors) -> None:
    agent = Remote(backup())
    plug(manager, agent)
    calls: list[bool] = []
    before = list(manager._backup_event_subscriptions)
    stop = reader.async_on_backup(lambda: calls.append(True))
    await read(reader)

    def event(stage: CreateBackupStage | None) -> CreateBackupEvent:
        return CreateBackupEvent(reason=None, stage=stage, state=CreateBackupState.IN_PROGRESS)

    manager.async_on_backup_event(event(None))
    assert len(calls) == 1
    assert (await read(reader)).running
    for n in range(50):
        manager.async_on_backup_event(event(CreateBackupStage.UPLOAD_TO_AGENTS))
        manager.async_on_backup_event(
            UploadBackupEvent(
                manager_state=manager.state,
                agent_id="remote.cloud",
                uploaded_bytes=n,
                total_bytes=50,
            )
        )
    assert len(calls) == 1
    assert agent.requests == 1
    manager.async_on_backup_event(IdleEvent())
    assert len(calls) == 2
    assert not (await read(reader)).running
    assert agent.requests == 2
    stop()
    stop()
    assert manager._backup_event_subscriptions == before
