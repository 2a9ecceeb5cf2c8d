"""The private history of findings, kept over restarts, and who has looked at it when."""

from collections.abc import Collection
from datetime import datetime, timedelta
import time
from typing import Any, Final

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..posture.history import MAX_CHANGES, Change, Direction, compare, newest_first, pruned
from ..posture.model import Report, Status
from .stored_history import MAX_LOOKERS, StoredHistory, as_data, restored

STORE_KEY: Final = f"{DOMAIN}.history"
# Seconds. Somebody who looks again and again must not wear out an SD card.
SAVE_DELAY: Final = 30.0
# After a start much is not there yet, and the clock may be wrong.
SETTLING: Final = timedelta(minutes=10)

_VERSION: Final = 1


class History:
    """Remember what became of the findings, and tell of it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; nothing is remembered before `async_load`."""
        self._store = Store[dict[str, Any]](
            hass, _VERSION, STORE_KEY, private=True, atomic_writes=True
        )
        self._kept = StoredHistory()
        # By the monotonic clock: the wall clock of a small computer is wrong at its start.
        self._began: float | None = None
        self._stopped = False
        self._starts = hass.state is not CoreState.running
        # The checks that failed before a start and not since. Devices and repairs come back
        # one by one: that they are not there yet puts nothing right.
        self._pending_after_start: frozenset[str] = frozenset()
        self.direction: Direction | None = None
        # How often there was a turn since the start.
        self.direction_changes = 0

    async def async_load(self) -> None:
        """Take up what was kept; what is not as we wrote it is begun anew."""
        try:
            data = await self._store.async_load()
            self._kept = restored(data) if data is not None else StoredHistory()
        except AttributeError, HomeAssistantError, KeyError, OSError, TypeError, ValueError:
            self._kept = StoredHistory()
        if self._starts and self._kept.open_findings:
            self._pending_after_start = frozenset(self._kept.open_findings.findings)

    async def async_stop(self) -> None:
        """Keep what was learnt; nothing is kept afterwards."""
        self._stopped = True
        await self._store.async_save(as_data(self._kept))

    async def async_remove(self) -> None:
        """Delete what was kept."""
        await self._store.async_remove()

    @callback
    def async_note(self, report: Report, now: datetime) -> None:
        """Remember what `report` changed."""
        in_startup_grace = self._in_startup_grace()
        failing = {result.id for result in report.results if result.status is Status.FAIL}
        self._pending_after_start = (
            self._pending_after_start - failing if in_startup_grace else frozenset()
        )
        found = compare(
            self._kept.open_findings,
            report,
            now,
            in_startup_grace=in_startup_grace,
            pending_after_start=self._pending_after_start,
        )
        changes = [*self._kept.changes, *found.changes]
        # A wrong clock must not throw the history away.
        changes = changes[-MAX_CHANGES:] if in_startup_grace else pruned(changes, now)
        if found.direction:
            self.direction = found.direction
            self.direction_changes += 1
        if (found.open_findings, changes) != (self._kept.open_findings, self._kept.changes):
            self._kept.open_findings, self._kept.changes = found.open_findings, changes
            self._save()

    @callback
    def async_look(
        self, user_id: str, users: Collection[str], now: datetime
    ) -> tuple[datetime | None, list[Change]]:
        """Return when a user looked before, and the changes, newest first.

        `users` are the ids of those there are; others are forgotten.
        """
        looked_at, key = self._kept.looked_at, self._kept.user_key(user_id)
        before = looked_at.get(key)
        there = {self._kept.user_key(each) for each in users}
        looks = {who: at for who, at in looked_at.items() if who in there and who != key}
        looks[key] = now
        latest = sorted(looks, key=lambda who: min(looks[who], now))[-MAX_LOOKERS:]
        self._kept.looked_at = {who: looks[who] for who in latest}
        self._save()
        return before and min(before, now), newest_first(self._kept.changes, now)

    def _in_startup_grace(self) -> bool:
        if self._began is None:
            self._began = time.monotonic()
        return time.monotonic() - self._began < SETTLING.total_seconds()

    def _save(self) -> None:
        if not self._stopped:
            self._store.async_delay_save(lambda: as_data(self._kept), SAVE_DELAY)
