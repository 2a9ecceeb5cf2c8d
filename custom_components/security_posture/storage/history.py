"""The stored history of findings, and when each administrator last read it."""

from collections.abc import Collection
from datetime import datetime
import time
from typing import Final

from homeassistant.core import CoreState, HomeAssistant, callback

from ..const import STARTUP_HISTORY_GRACE
from ..posture.history import (
    MAX_CHANGES,
    Change,
    Direction,
    compare,
    confirmed,
    newest_first,
    pruned,
)
from ..posture.model import Report, Status
from .keyed_store import KeyedStore
from .stored_history import MAX_READERS, StoredHistory, as_data, parse

# Seconds. Opening the list of changes again and again must not wear out an SD card.
SAVE_DELAY: Final = 30.0


class History:
    """Record what changes from one report to the next."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize an empty history; `async_load` reads the stored one."""
        self._store = KeyedStore(hass, "history", atomic_writes=True)
        self._stored = StoredHistory()
        # Monotonic: the wall clock of a small computer may be wrong after a start.
        self._first_report_at: float | None = None
        self._stopped = False
        self._is_startup = hass.state is not CoreState.running
        # Checks that failed before the start and not since. Devices and repair issues come back
        # one by one, so that they do not fail yet does not mean that they are fixed.
        self._pending_after_start: frozenset[str] = frozenset()
        self.direction: Direction | None = None
        # How many reports since the start worsened or improved.
        self.direction_changes = 0
        # In how many reports since the start a way in from the internet opened.
        self.ways_opened = 0

    async def async_load(self) -> None:
        """Load the stored history; reset it if it cannot be parsed."""
        self._stored = await self._store.async_load_or_reset(parse, StoredHistory)
        if self._is_startup and self._stored.open_findings:
            self._pending_after_start = frozenset(self._stored.open_findings.findings)

    async def async_stop(self) -> None:
        """Save the history and stop saving."""
        self._stopped = True
        await self._store.async_save(as_data(self._stored))

    async def async_remove(self) -> None:
        """Delete the stored history."""
        await self._store.async_remove()

    @callback
    def async_record(self, report: Report, now: datetime) -> None:
        """Record what changed since the previous report."""
        in_startup_grace = self._in_startup_grace()
        failing = {result.id for result in report.results if result.status is Status.FAIL}
        self._pending_after_start = (
            self._pending_after_start - failing if in_startup_grace else frozenset()
        )
        diff = compare(
            self._stored.open_findings,
            report,
            now,
            in_startup_grace=in_startup_grace,
            pending_after_start=self._pending_after_start,
        )
        changes = [*self._stored.changes, *diff.changes]
        # Pruning by age with a wrong clock would drop everything.
        changes = changes[-MAX_CHANGES:] if in_startup_grace else pruned(changes, now)
        if diff.direction:
            self.direction = diff.direction
            self.direction_changes += 1
        self.ways_opened += diff.way_in_opened
        if (diff.open_findings, changes) != (self._stored.open_findings, self._stored.changes):
            self._stored.open_findings, self._stored.changes = diff.open_findings, changes
            self._schedule_save()

    @callback
    def async_record_confirmation(self, user_id: str, now: datetime) -> None:
        """Record that a user confirmed the new administrators and tokens."""
        change = confirmed(self._stored.open_findings, self.user_key(user_id), now)
        self._stored.changes = [*self._stored.changes, change][-MAX_CHANGES:]
        self._schedule_save()

    def user_key(self, user_id: str) -> str:
        """Return the value of `Change.by` for a user."""
        return self._stored.user_key(user_id)

    @callback
    def async_read(
        self, user_id: str, users: Collection[str], now: datetime
    ) -> tuple[datetime | None, list[Change]]:
        """Return when a user last read the changes, and the changes, newest first.

        `users` are the ids of all existing users; others are forgotten.
        """
        read_at, key = self._stored.looked_at, self._stored.user_key(user_id)
        previous = read_at.get(key)
        existing = {self._stored.user_key(each) for each in users}
        dates = {who: at for who, at in read_at.items() if who in existing and who != key}
        dates[key] = now
        latest = sorted(dates, key=lambda who: min(dates[who], now))[-MAX_READERS:]
        self._stored.looked_at = {who: dates[who] for who in latest}
        self._schedule_save()
        return previous and min(previous, now), newest_first(self._stored.changes, now)

    def _in_startup_grace(self) -> bool:
        if self._first_report_at is None:
            self._first_report_at = time.monotonic()
        elapsed = time.monotonic() - self._first_report_at
        return elapsed < STARTUP_HISTORY_GRACE.total_seconds()

    def _schedule_save(self) -> None:
        if not self._stopped:
            self._store.async_delay_save(lambda: as_data(self._stored), SAVE_DELAY)
