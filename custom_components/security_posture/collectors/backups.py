"""The backup manager: schedule, locations, and what lies where.

`BackupManager.async_get_backups` asks all locations at once and answers when the slowest
has: one that hangs would hide the others. So each is asked on its own here.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import instance_id
from homeassistant.util import dt as dt_util

from ..posture.facts import (
    Backup,
    BackupCopy,
    BackupLocation,
    BackupSchedule,
    BackupsFacts,
    Reason,
    Unavailable,
)
from .jobs import Jobs
from .unreadable import Unreadable

# Time for one location to list its backups, seconds: a slow cloud answers within this.
LOCATION_TIMEOUT: Final = 20.0
# A remote list is asked for again no sooner, unless a backup was made: it costs the network.
REMOTE_LIST_AGE: Final = timedelta(minutes=15)
MAX_BACKUPS: Final = 20_000
# The locations that are this very machine; others of Supervisor's are network storage.
ON_THIS_MACHINE: Final = ("backup.local", "hassio.local")

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BackupsReader:
    """Read the backup manager, remembering what remote locations listed last."""

    TIMEOUT: Final = LOCATION_TIMEOUT + 5.0

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without a memory."""
        self._hass = hass
        self._listed: dict[str, tuple[datetime, list[Any]]] = {}

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when the manager did something; return how to stop."""
        try:
            manager = _manager(self._hass)
        except Unreadable:
            return lambda: None

        @callback
        def on_event(_event: object) -> None:
            self._listed.clear()
            listener()

        stop: CALLBACK_TYPE = manager.async_subscribe_events(on_event)
        return stop

    async def collect(self, hass: HomeAssistant, jobs: Jobs) -> BackupsFacts:
        """Read the schedule, the locations and the backups."""
        manager = _manager(hass)
        config = manager.config.data
        agents = dict(manager.backup_agents)
        lists = await asyncio.gather(*(self._list(name, agents[name]) for name in agents))
        found = dict(zip(agents, lists, strict=True))
        return BackupsFacts(
            schedule=_schedule(config),
            locations=tuple(_location(name, config) for name in agents),
            backups=await _backups(
                manager,
                {name: rows for name, rows in found.items() if not isinstance(rows, Unavailable)},
            ),
            unread_locations=tuple(
                (name, rows) for name, rows in found.items() if isinstance(rows, Unavailable)
            ),
            running=str(manager.state) != "idle",
        )

    async def _list(self, name: str, agent: Any) -> list[Any] | Unavailable:
        now = dt_util.utcnow()
        at, rows = self._listed.get(name, (None, []))
        if name not in ON_THIS_MACHINE and at and timedelta() <= now - at < REMOTE_LIST_AGE:
            return rows
        try:
            async with asyncio.timeout(LOCATION_TIMEOUT):
                rows = list(await agent.async_list_backups())
                if name in ON_THIS_MACHINE:
                    rows = await _without_deleted(agent, rows)
        except TimeoutError:
            return Unavailable(Reason.TIMEOUT)
        except Exception:  # noqa: BLE001 - every location is somebody else's code
            return Unavailable(Reason.REFUSED)
        if len(rows) > MAX_BACKUPS:
            return Unavailable(Reason.TOO_LARGE)
        self._listed[name] = (now, rows)
        return rows


def _manager(hass: HomeAssistant) -> Any:
    from homeassistant.components.backup import async_get_manager  # noqa: PLC0415 - optional

    try:
        return async_get_manager(hass)
    except HomeAssistantError as err:
        raise Unreadable(Reason.NOT_LOADED) from err


async def _without_deleted(agent: Any, rows: list[Any]) -> list[Any]:
    """Leave out backups whose file is gone: the agent lists from memory until it is asked for one.

    From the newest on, until one is there: what is older does not change a verdict.
    """
    kept = sorted(rows, key=lambda row: str(row.date), reverse=True)
    while kept:
        try:
            if await agent.async_get_backup(kept[0].backup_id):
                break
        except HomeAssistantError:
            pass
        kept.pop(0)
    return kept


def _schedule(config: Any) -> BackupSchedule:
    schedule = config.schedule
    return BackupSchedule(
        recurrence=str(schedule.recurrence),
        days=tuple(sorted(_DAYS.index(str(day)) for day in schedule.days)),
        locations=tuple(config.create_backup.agent_ids),
        last_attempted=config.last_attempted_automatic_backup,
        last_completed=config.last_completed_automatic_backup,
    )


def _location(name: str, config: Any) -> BackupLocation:
    agent = config.agents.get(name)
    return BackupLocation(
        id=name,
        outside=name not in ON_THIS_MACHINE,
        encrypted=config.create_backup.password is not None
        and (agent is None or bool(agent.protected)),
    )


async def _backups(manager: Any, lists: Mapping[str, list[Any]]) -> tuple[Backup, ...]:
    """Return the backups of Home Assistant itself, each with its copies."""
    ours = await instance_id.async_get(manager.hass)
    rows: dict[str, Any] = {}
    copies: dict[str, list[BackupCopy]] = defaultdict(list)
    for location, listed in lists.items():
        for row in listed:
            if row.homeassistant_included:
                rows[row.backup_id] = row
                copies[row.backup_id].append(
                    BackupCopy(location=location, encrypted=bool(row.protected))
                )
    return tuple(
        _backup(manager, row, tuple(copies[backup_id]), ours) for backup_id, row in rows.items()
    )


def _backup(manager: Any, row: Any, copies: tuple[BackupCopy, ...], ours: str) -> Backup:
    known = manager.known_backups.get(row.backup_id)
    failed = tuple(known.failed_agent_ids) if known else ()
    return Backup(
        at=_time(row.date),
        automatic=manager.is_our_automatic_backup(row, ours) is True,
        copies=copies,
        failed_locations=failed,
        complete=not known or not (known.failed_addons or known.failed_folders),
    )


def _time(text: object) -> datetime | None:
    at = dt_util.parse_datetime(text) if isinstance(text, str) else None
    # A date without a zone may be hours off: it is not believed.
    return at.astimezone(UTC) if at is not None and at.tzinfo else None
