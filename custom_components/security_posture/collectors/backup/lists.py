"""What each backup location lists, asked one by one."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
import time
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import instance_id
from homeassistant.util import dt as dt_util

from ...posture.facts import Reason, Unavailable
from ..common.async_iter import yielding
from ..common.errors import CollectorError, reason_of, require_type

# Time for one location to list its backups, seconds: a slow cloud answers within this.
LOCATION_TIMEOUT: Final = 20.0
# Seconds. A remote list costs the network: whatever starts a look in between, it is asked for
# again no sooner, unless a backup was made. It is shorter than the time between two sweeps,
# so no sweep ever reports a list older than this.
REMOTE_LIST_AGE: Final = 15 * 60.0
# At one location: daily ones of a quarter of a century.
MAX_BACKUPS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One backup of Home Assistant itself, as one location lists it."""

    backup_id: str
    at: datetime | None
    automatic: bool
    encrypted: bool


type Rows = tuple[Listed, ...]


class BackupLists:
    """The lists of all locations; those of remote ones are remembered for a while."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without a memory."""
        self._hass = hass
        self._remembered: dict[str, tuple[float, Rows | Unavailable]] = {}

    def forget(self) -> None:
        """Ask every location again at the next look."""
        self._remembered.clear()

    async def read(
        self, manager: Any, agents: Mapping[str, Any], local: Collection[str]
    ) -> dict[str, Rows | Unavailable]:
        """Return by location what it lists. Agents are asked at the same time."""
        lists = await asyncio.gather(
            *(self._list(manager, name, agent, local) for name, agent in agents.items())
        )
        return dict(zip(agents, lists, strict=True))

    async def _list(
        self, manager: Any, name: str, agent: Any, local: Collection[str]
    ) -> Rows | Unavailable:
        at, remembered = self._remembered.get(name, (None, None))
        if at is not None and remembered is not None and time.monotonic() - at < REMOTE_LIST_AGE:
            return remembered
        rows = await self._ask(manager, agent, is_local=name in local)
        if name not in local:
            self._remembered[name] = (time.monotonic(), rows)
        return rows

    async def _ask(self, manager: Any, agent: Any, *, is_local: bool) -> Rows | Unavailable:
        """Ask in a task of its own: an agent that ignores being cancelled cannot hold us up."""
        task = self._hass.async_create_background_task(
            _rows(self._hass, manager, agent, is_local=is_local), "list backups"
        )
        task.add_done_callback(_seen)
        try:
            await asyncio.wait((task,), timeout=LOCATION_TIMEOUT)
            return task.result() if task.done() else Unavailable(Reason.TIMEOUT)
        except Exception as err:  # noqa: BLE001 - every location is somebody else's code
            return Unavailable(_reason(err))
        finally:
            task.cancel()


def _seen(task: asyncio.Task[Rows]) -> None:
    """Take notice of what the task raised, also when nobody waits for it any more."""
    if not task.cancelled():
        task.exception()


def _reason(err: Exception) -> Reason:
    if getattr(err, "error_code", None) == "backup_agent_unreachable":
        return Reason.REFUSED
    return reason_of(err)


async def _rows(hass: HomeAssistant, manager: Any, agent: Any, *, is_local: bool) -> Rows:
    rows = list(await agent.async_list_backups())
    if len(rows) > MAX_BACKUPS:
        raise CollectorError(Reason.TOO_LARGE)
    ours = await instance_id.async_get(hass) if rows else ""
    # Backups of single apps, which the Supervisor makes before it updates one, hold no
    # configuration: they are no backup of Home Assistant.
    listed = [
        Listed(
            backup_id=require_type(row.backup_id, str),
            at=_time(row.date),
            automatic=manager.is_our_automatic_backup(row, ours) is True,
            encrypted=require_type(row.protected, bool),
        )
        async for row in yielding(rows)
        if row.homeassistant_included
    ]
    return tuple(await _without_deleted(agent, listed) if is_local else listed)


async def _without_deleted(agent: Any, listed: list[Listed]) -> list[Listed]:
    """Leave out backups whose file is gone: a local agent lists from memory until asked for one.

    From the newest on, until one is there: what is older does not change a verdict.
    """
    from homeassistant.components.backup import BackupNotFound  # optional

    oldest = datetime.min.replace(tzinfo=UTC)
    kept = sorted(listed, key=lambda row: row.at or oldest)
    while kept:
        try:
            await agent.async_get_backup(kept[-1].backup_id)
        except BackupNotFound:
            kept.pop()
        else:
            break
    return kept


def _time(text: object) -> datetime | None:
    at = dt_util.parse_datetime(text) if isinstance(text, str) else None
    # A date without a zone may be hours off: it is not believed.
    return at.astimezone(UTC) if at is not None and at.tzinfo else None
