"""List the backups of each location separately."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
import time
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import instance_id
from homeassistant.util import dt as dt_util

from ...posture.facts import Reason, Unavailable
from ..common.async_iter import yielding
from ..common.errors import CollectorError, reason_of, require_type
from ..common.foreign import in_own_task
from ..common.text import clip

# Seconds for one location to list its backups; a slow cloud takes less.
LOCATION_TIMEOUT: Final = 20.0
# Seconds that the list of a remote location is cached, to limit network requests of runs that
# events start. Shorter than the scan interval, so a scheduled run never uses the cache.
CACHE_TIME: Final = 15 * 60.0
# At one location: daily backups of 27 years.
MAX_BACKUPS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBackup:
    """One backup of Home Assistant, as one location lists it."""

    backup_id: str
    at: datetime | None
    automatic: bool
    encrypted: bool
    version: str | None
    foreign: bool  # made by another instance that shares the location
    complete: bool = True  # no folder or app failed, as far as is recorded


type Rows = tuple[ListedBackup, ...]


class BackupLists:
    """The lists of all locations, with a cache for remote ones."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize an empty cache."""
        self._hass = hass
        self._cache: dict[str, tuple[float, Rows]] = {}

    def clear(self) -> None:
        """Query every location again in the next run."""
        # Replaced, not emptied: a list that is still on its way must not get into the new cache.
        self._cache = {}

    async def read(
        self, manager: Any, agents: Mapping[str, Any], local: Collection[str]
    ) -> dict[str, Rows | Unavailable]:
        """Return the backups by location; the agents are queried concurrently."""
        lists = await asyncio.gather(
            *(self._list(manager, name, agent, local) for name, agent in agents.items())
        )
        return dict(zip(agents, lists, strict=True))

    async def _list(
        self, manager: Any, name: str, agent: Any, local: Collection[str]
    ) -> Rows | Unavailable:
        cache = self._cache
        if (cached := cache.get(name)) and time.monotonic() - cached[0] < CACHE_TIME:
            return cached[1]
        rows = await self._query(manager, name, agent, is_local=name in local)
        # Failures are not cached, so that the next run notices that a location works again.
        if name not in local and not isinstance(rows, Unavailable):
            cache[name] = (time.monotonic(), rows)
        return rows

    async def _query(
        self, manager: Any, name: str, agent: Any, *, is_local: bool
    ) -> Rows | Unavailable:
        listing = _rows(self._hass, manager, agent, is_local=is_local)
        try:
            return await in_own_task(self._hass, listing, LOCATION_TIMEOUT, f"list {name}")
        except Exception as err:  # noqa: BLE001 - agents may be third-party code
            return Unavailable(_reason(err))


def _reason(err: Exception) -> Reason:
    if getattr(err, "error_code", None) == "backup_agent_unreachable":
        return Reason.REFUSED
    return reason_of(err)


async def _rows(hass: HomeAssistant, manager: Any, agent: Any, *, is_local: bool) -> Rows:
    rows = list(islice(await agent.async_list_backups(), MAX_BACKUPS + 1))
    if len(rows) > MAX_BACKUPS:
        raise CollectorError(Reason.TOO_LARGE)
    ours = await instance_id.async_get(hass) if rows else ""
    # The Supervisor backs up single apps before it updates them, without the configuration.
    listed = [
        ListedBackup(
            backup_id=require_type(row.backup_id, str),
            at=_time(row.date),
            automatic=manager.is_our_automatic_backup(row, ours) is True,
            encrypted=require_type(row.protected, bool),
            version=_version(row.homeassistant_version),
            foreign=_is_foreign(row.extra_metadata, ours),
            complete=is_complete(manager.known_backups.get(row.backup_id)),
        )
        async for row in yielding(rows)
        if row.homeassistant_included
    ]
    return tuple(await _without_deleted(agent, listed) if is_local else listed)


async def _without_deleted(agent: Any, listed: list[ListedBackup]) -> list[ListedBackup]:
    """Drop backups whose file is missing: a local agent lists from memory."""
    from homeassistant.components.backup import BackupNotFound  # optional

    oldest = datetime.min.replace(tzinfo=UTC)
    # From the newest until one exists: older ones do not change the result of a check.
    existing = sorted(listed, key=lambda row: row.at or oldest)
    while existing:
        try:
            await agent.async_get_backup(existing[-1].backup_id)
        except BackupNotFound:
            existing.pop()
        else:
            break
    return existing


def _time(text: object) -> datetime | None:
    at = dt_util.parse_datetime(text) if isinstance(text, str) else None
    if at is None or at.tzinfo is None:
        return None  # without a time zone it may be hours off
    try:
        return at.astimezone(UTC)
    except OverflowError, ValueError:  # near year 1 or 9999
        return None


def _version(value: object) -> str | None:
    return clip(value) if isinstance(value, str) else None


def is_complete(known: Any) -> bool:
    """Return whether Home Assistant's record of a backup names no failure but of locations."""
    return not known or not (known.failed_addons or known.failed_folders)


def _is_foreign(metadata: object, ours: str) -> bool:
    """Return whether another instance made the backup; apps do not say who made it."""
    maker = metadata.get("instance_id") if isinstance(metadata, Mapping) else None
    return isinstance(maker, str) and maker != ours
