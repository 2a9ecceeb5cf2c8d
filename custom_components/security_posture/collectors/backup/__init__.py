"""The backup manager: schedule, locations and backups.

`BackupManager.async_get_backups` waits for the slowest location and logs what each raises. One
location that hangs would hide all others in every run, so each is queried separately here.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.const import EVENT_COMPONENT_LOADED
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...posture.facts import (
    Backup,
    BackupCopy,
    BackupLocation,
    BackupSchedule,
    BackupsFacts,
    Reason,
    Unavailable,
)
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError, require_type
from ..common.executor import LimitedExecutor
from ..common.text import clip
from .lists import LOCATION_TIMEOUT, BackupLists, ListedBackup, Rows, is_complete
from .memory import BackupMemory
from .mounts import LOCAL, Mount, read_mounts

# The locations on this machine, with the Supervisor's disks; its other mounts are network storage.
ON_THIS_MACHINE: Final = ("backup.local", LOCAL)
# How long backups at a removed location count: twice a monthly rhythm.
GONE_AGE: Final = timedelta(days=60)
_IDLE: Final = "idle"
_DAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


class BackupsCollector(StatefulCollector):
    """Read the backup manager, caching the lists of remote locations."""

    SOURCE = "backups"
    TIMEOUT = LOCATION_TIMEOUT + 5.0  # the locations are queried concurrently

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize an empty cache."""
        super().__init__(hass, options)
        self._lists = BackupLists(hass)
        self._memory = BackupMemory(hass)
        self._names: set[str] = set()  # of every location since the start
        self._state = _IDLE

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when an action of the manager starts or ends; return the unsubscribe."""
        unsubscribe: list[CALLBACK_TYPE] = []

        @callback
        def on_event(event: Any) -> None:
            # Progress events fire every second; only the start and the end change the facts.
            previous, self._state = self._state, str(event.manager_state)
            if self._state == previous:
                return
            if self._state == _IDLE:
                self._lists.clear()
            listener()

        @callback
        def on_loaded(event: Event[Any]) -> None:
            if event.data["component"] == "backup":
                unsubscribe.append(_manager(self._hass).async_subscribe_events(on_event))

        try:
            unsubscribe.append(_manager(self._hass).async_subscribe_events(on_event))
        except CollectorError:
            unsubscribe.append(self._hass.bus.async_listen(EVENT_COMPONENT_LOADED, on_loaded))

        @callback
        def stop() -> None:
            while unsubscribe:
                unsubscribe.pop()()

        return stop

    @callback
    @override
    def async_invalidate(self) -> None:
        """Query the remote locations again in the next run."""
        self._lists.clear()

    @override
    async def collect(self, hass: HomeAssistant, _executor: LimitedExecutor) -> BackupsFacts:
        """Read the schedule, the locations and the backups."""
        manager = _manager(hass)
        config = manager.config.data
        agents = dict(manager.backup_agents)
        local = {*ON_THIS_MACHINE, *manager.local_backup_agents}
        schedule = _schedule(config)
        mounts, found = await asyncio.gather(
            read_mounts(hass, {*agents, *schedule.locations}),
            self._lists.read(manager, agents, local),
        )
        last_known = _take_down(found, mounts)
        for name in (*schedule.locations, *await self._vanished(config, found)):
            found.setdefault(name, Unavailable(Reason.NOT_LOADED))
        remembered, earlier = await self._memory.async_update(found, last_known, dt_util.utcnow())
        disks = {name for name, mount in mounts.items() if mount.is_disk}
        return BackupsFacts(
            schedule=schedule,
            locations=tuple(
                replace(
                    _location(name, config, local, disks), deletable=_can_delete(agents.get(name))
                )
                for name in found
            ),
            backups=tuple(_backups(manager, found)),
            unread_locations=tuple(
                (name, rows) for name, rows in found.items() if isinstance(rows, Unavailable)
            ),
            running=str(manager.state) != _IDLE,
            remembered=remembered,
            earlier=earlier,
            newest_failed=_newest_failed(manager),
        )

    @override
    async def async_remove(self) -> None:
        """Delete the stored dates."""
        await self._memory.async_remove()

    async def _vanished(self, config: Any, found: Mapping[str, object]) -> set[str]:
        """Return the locations with a backup when they were last listed that are gone now.

        An integration that could not be set up, because its device is off, has no agent.
        """
        self._names |= found.keys()
        names = {*self._names, *config.agents} - found.keys()
        return await self._memory.async_holding(names, dt_util.utcnow() - GONE_AGE)


def _take_down(
    found: dict[str, Rows | Unavailable], mounts: Mapping[str, Mount]
) -> dict[str, Rows]:
    """Replace the lists of mounts that are down; return them: they are what was there before."""
    last_known: dict[str, Rows] = {}
    for name, mount in mounts.items():
        rows = found.get(name)
        if mount.down and rows is not None and not isinstance(rows, Unavailable):
            last_known[name] = rows
            found[name] = mount.down
    return last_known


def _manager(hass: HomeAssistant) -> Any:
    from homeassistant.components.backup import async_get_manager  # optional

    try:
        return async_get_manager(hass)
    except HomeAssistantError as err:
        raise CollectorError(Reason.NOT_LOADED) from err


def _schedule(config: Any) -> BackupSchedule:
    schedule = config.schedule
    return BackupSchedule(
        recurrence=str(schedule.recurrence),
        days=tuple(sorted(_DAYS[str(day)] for day in schedule.days)),
        locations=tuple(clip(name) for name in config.create_backup.agent_ids),
        last_attempted=_utc(config.last_attempted_automatic_backup),
        last_completed=_utc(config.last_completed_automatic_backup),
    )


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else dt_util.as_utc(require_type(at, datetime))


def _location(name: str, config: Any, local: set[str], disks: set[str]) -> BackupLocation:
    agent = config.agents.get(name)
    # Only whether there is a password is read; without one nothing is encrypted.
    has_password = config.create_backup.password is not None
    return BackupLocation(
        id=name,
        outside=name not in local and name not in disks,
        encrypted=has_password and (agent is None or require_type(agent.protected, bool)),
        disk=name in disks,
    )


def _can_delete(agent: Any) -> bool:
    """Return whether Home Assistant can delete backups through an agent.

    It has no agent while an integration could not be set up, but still its credentials.
    """
    if agent is None:
        return True
    delete = getattr(type(agent), "async_delete_backup", None)
    return delete is not None and not getattr(delete, "__isabstractmethod__", False)


def _newest_failed(manager: Any) -> bool | None:
    """Return whether the newest record of a backup names a failure; the records have no dates."""
    records = require_type(manager.known_backups.to_list(), list)
    if not records:
        return None
    failures = ("failed_agent_ids", "failed_addons", "failed_folders")
    return any(records[-1][name] for name in failures)


def _backups(
    manager: Any, lists: Mapping[str, Iterable[ListedBackup] | Unavailable]
) -> Iterable[Backup]:
    """Yield each backup with its copies at the locations that could be listed."""
    copies: dict[str, list[tuple[BackupCopy, ListedBackup]]] = defaultdict(list)
    for location, rows in lists.items():
        if not isinstance(rows, Unavailable):
            for row in rows:
                copy = BackupCopy(location=location, encrypted=row.encrypted)
                copies[row.backup_id].append((copy, row))
    for backup_id, found in copies.items():
        known = manager.known_backups.get(backup_id)
        rows = [row for _copy, row in found]
        yield Backup(
            at=next((row.at for row in rows if row.at), None),
            automatic=rows[0].automatic,
            copies=tuple(copy for copy, _row in found),
            failed_locations=tuple(map(clip, known.failed_agent_ids)) if known else (),
            complete=is_complete(known),
            version=rows[0].version,
            foreign=rows[0].foreign,
        )
