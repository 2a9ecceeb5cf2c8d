"""The backup manager: schedule, locations, and what lies where.

`BackupManager.async_get_backups` asks all locations at once, answers when the slowest has,
and logs what they raise, text and all: one that hangs would hide the others, at every look.
So each is asked on its own here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

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
from ..common.errors import CollectorError, require_type
from ..common.executor import LimitedExecutor
from ..common.text import clip
from .lists import LOCATION_TIMEOUT, BackupLists, Listed

# The locations that are this very machine; others of Supervisor's are network storage.
ON_THIS_MACHINE: Final = ("backup.local", "hassio.local")
_IDLE: Final = "idle"
_DAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


class BackupsReader:
    """Read the backup manager, remembering what remote locations listed last."""

    # All locations side by side, then the sums; seconds.
    TIMEOUT: Final = LOCATION_TIMEOUT + 5.0

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without a memory."""
        self._hass = hass
        self._lists = BackupLists(hass)
        self._state = _IDLE

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when the manager begins or ends something; return how to stop."""
        stops: list[CALLBACK_TYPE] = []

        @callback
        def on_event(event: Any) -> None:
            # Progress comes by the second; only the beginning and the end change the facts.
            before, self._state = self._state, str(event.manager_state)
            if self._state == before:
                return
            if self._state == _IDLE:
                self._lists.forget()
            listener()

        @callback
        def on_loaded(event: Event[Any]) -> None:
            if event.data["component"] == "backup":
                stops.append(_manager(self._hass).async_subscribe_events(on_event))

        try:
            stops.append(_manager(self._hass).async_subscribe_events(on_event))
        except CollectorError:
            stops.append(self._hass.bus.async_listen(EVENT_COMPONENT_LOADED, on_loaded))

        @callback
        def stop() -> None:
            while stops:
                stops.pop()()

        return stop

    async def collect(self, hass: HomeAssistant, _jobs: LimitedExecutor) -> BackupsFacts:
        """Read the schedule, the locations and the backups."""
        manager = _manager(hass)
        config = manager.config.data
        agents = dict(manager.backup_agents)
        local = {*ON_THIS_MACHINE, *manager.local_backup_agents}
        schedule = _schedule(config)
        found = await self._lists.read(manager, agents, local)
        # Where backups are to go, though nothing that could take them there is loaded.
        found |= {
            name: Unavailable(Reason.NOT_LOADED) for name in schedule.locations if name not in found
        }
        return BackupsFacts(
            schedule=schedule,
            locations=tuple(_location(name, config, local) for name in found),
            backups=tuple(_backups(manager, found)),
            unread_locations=tuple(
                (name, rows) for name, rows in found.items() if isinstance(rows, Unavailable)
            ),
            running=str(manager.state) != _IDLE,
        )


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


def _location(name: str, config: Any, local: set[str]) -> BackupLocation:
    agent = config.agents.get(name)
    # Of the password only whether there is one; without it nothing is encrypted anywhere.
    has_password = config.create_backup.password is not None
    return BackupLocation(
        id=name,
        outside=name not in local,
        encrypted=has_password and (agent is None or require_type(agent.protected, bool)),
    )


def _backups(manager: Any, lists: Mapping[str, Iterable[Listed] | Unavailable]) -> Iterable[Backup]:
    """Yield each backup with its copies at the locations that could be read."""
    copies: dict[str, list[tuple[BackupCopy, Listed]]] = defaultdict(list)
    for location, rows in lists.items():
        if not isinstance(rows, Unavailable):
            for row in rows:
                copy = BackupCopy(location=location, encrypted=row.encrypted)
                copies[row.backup_id].append((copy, row))
    for backup_id, found in copies.items():
        known = manager.known_backups.get(backup_id)
        yield Backup(
            at=found[0][1].at,
            automatic=found[0][1].automatic,
            copies=tuple(copy for copy, _row in found),
            failed_locations=tuple(map(clip, known.failed_agent_ids)) if known else (),
            complete=not known or not (known.failed_addons or known.failed_folders),
        )
