"""The pipe: collect, evaluate, hold the report, tell the listeners."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from logging import getLogger
import random
import time
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import (
    async_call_later,
    async_track_point_in_utc_time,
    async_track_time_interval,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .collectors import SOURCES, Collectors
from .const import DOMAIN, SIGNAL_CHANGED
from .listeners import async_watch
from .options.schedule import max_report_age, scan_interval
from .posture.evaluate import evaluate
from .posture.facts import Facts
from .posture.model import Report, Summary
from .storage.accepted_risks import AcceptedRisks
from .storage.history import History

_LOGGER = getLogger(__name__)

# Changes come in bursts (a user is saved in several steps): one run for all of them.
DEBOUNCE: Final = 5.0
# Devices and services come back one by one after a start. Seconds.
SETTLING: Final = 15 * 60.0
# Seconds after the start at which everybody else wants to work too.
JITTER: Final = (1.0, 4.0)

type PostureConfigEntry = ConfigEntry[PostureCoordinator]


class PostureCoordinator(DataUpdateCoordinator[Report | None]):
    """Hold the newest report and keep it current.

    Every run goes through `_async_update_data`, one at a time. A run reads the sources
    that are wanted since the last one; the others keep the facts they gave before.
    """

    config_entry: PostureConfigEntry

    def __init__(self, hass: HomeAssistant, entry: PostureConfigEntry) -> None:
        """Prepare; nothing is read before `async_start`."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=DOMAIN,
            always_update=False,
            request_refresh_debouncer=Debouncer(hass, _LOGGER, cooldown=DEBOUNCE, immediate=False),
        )
        self.history = History(hass)
        self.risks = AcceptedRisks(hass, lambda: self.data, self.async_judge_again)
        self._collectors = Collectors(hass, entry.options)
        self._facts = Facts()
        self._read_at: dict[str, datetime] = {}
        self._wanted: set[str] = set()
        self._running = asyncio.Lock()
        self._recheck: asyncio.Task[None] | None = None
        self._forget_end: CALLBACK_TYPE | None = None
        self._began = time.monotonic()

    @property
    def summary(self) -> Summary | None:
        """Return what everybody may know, or None before the first report."""
        return self.data.summary if self.data else None

    @property
    def facts(self) -> Facts:
        """Return what was read; administrators only."""
        return self._facts

    def seconds_of(self, source: str) -> float | None:
        """Return how long the last reading of a source took; None before the first."""
        return self._collectors.duration_of(source)

    @property
    def is_stale(self) -> bool:
        """Return whether the report is too old to be called current."""
        if (summary := self.summary) is None:
            return False
        return dt_util.utcnow() - summary.checked_at > max_report_age(self.config_entry.options)

    async def async_start(self) -> None:
        """Watch the instance, and look at it once it has started."""
        await self.history.async_load()
        await self.risks.async_load()
        await self._collectors.async_start()
        unload = self.config_entry.async_on_unload
        unload(self.history.async_stop)
        unload(self._async_stop_accepting)
        unload(self._collectors.async_stop)
        unload(self.async_add_listener(self._async_announce))
        unload(async_watch(self.hass, self._collectors, self.async_want))
        unload(async_at_started(self.hass, self._async_begin))

    @callback
    def async_want(self, sources: Collection[str]) -> None:
        """Ask for a run that reads `sources`, soon and together with others asked for."""
        if not self._read_at and self._recheck is None:
            return  # the first run reads everything, once Home Assistant has started
        self._wanted.update(sources)
        self._debounced_refresh.async_schedule_call()

    async def async_recheck(self) -> bool:
        """Read every source now; calls made meanwhile share the run.

        Return False when the entry was unloaded before it ended.
        """
        if self._recheck is None or self._recheck.done():
            self._wanted.update(SOURCES)
            self._collectors.async_invalidate()
            self._recheck = self.config_entry.async_create_background_task(
                self.hass, self.async_refresh(), f"{DOMAIN} recheck"
            )
        recheck = self._recheck
        await asyncio.wait((recheck,))
        return not recheck.cancelled()

    async def async_confirm_administrators(self) -> None:
        """Take the administrators and their tokens for expected ones, and look again."""
        await self._collectors.async_confirm_administrators()
        self.async_want(("accounts", "auth"))

    @callback
    def async_judge_again(self) -> None:
        """Judge what was read last once more: something was accepted, or a time is over."""
        if self.data is None:
            return
        direction_changes, report = self.history.direction_changes, self._async_judge()
        if (report, self.history.direction_changes) != (self.data, direction_changes):
            self.data = report
            self.async_update_listeners()

    async def _async_update_data(self) -> Report | None:
        async with self._running:
            sources, self._wanted = frozenset(self._wanted), set()
            if not sources:
                return self.data
            if self.is_stale:
                # The clock was put forward, or the machine slept: the sweeps come too late.
                sources = frozenset(SOURCES)
            found = await self._async_collect(sources)
            now = dt_util.utcnow()
            self._facts = replace(self._facts, **found)
            self._read_at.update(dict.fromkeys(sources, now))
            if self._wanted:
                # The debouncer forgets a call whose time comes during a run.
                self._debounced_refresh.async_schedule_call()
            return self._async_judge()

    async def _async_collect(self, sources: Collection[str]) -> dict[str, Any]:
        """Read the sources; unloading ends that, whoever asked, before anything is removed."""
        return await self.config_entry.async_create_background_task(
            self.hass, self._collectors.async_collect(sources), f"{DOMAIN} look"
        )

    @callback
    def _async_judge(self) -> Report:
        """Return the report on what was read last, and drop the acceptances it finds over."""
        startup_grace_over = time.monotonic() - self._began >= SETTLING
        now = dt_util.utcnow()
        report = evaluate(
            self._facts,
            now,
            self.data,
            read_at=min(self._read_at.values()),
            accepted=replace(self.risks.all, startup_grace_over=startup_grace_over),
        )
        self.history.async_note(report, now)
        self.risks.async_end(report.ended)
        if self.risks.is_behind:
            catch_up = self.risks.async_catch_up()
            self.config_entry.async_create_task(self.hass, catch_up, f"{DOMAIN} accepted")
        self._async_await_end()
        return report

    @callback
    def _async_await_end(self) -> None:
        """Judge again when the first acceptance ends by itself."""

        @callback
        def over(_now: datetime) -> None:
            self._forget_end = None
            self.async_judge_again()

        self._async_forget_end()
        if at := self.risks.next_end:
            self._forget_end = async_track_point_in_utc_time(
                self.hass, over, at + timedelta(seconds=1)
            )

    async def _async_stop_accepting(self) -> None:
        await self.risks.async_stop()
        # What was being accepted until now has been judged once more, and waits for its end.
        self._async_forget_end()

    @callback
    def _async_forget_end(self) -> None:
        if self._forget_end:
            self._forget_end()
            self._forget_end = None

    async def _async_begin(self, _hass: HomeAssistant) -> None:
        @callback
        def again(_now: datetime) -> None:
            self.async_want(SOURCES)

        async def first(_now: datetime) -> None:
            await self.async_recheck()

        @callback
        def startup_grace_over(_now: datetime) -> None:
            self.async_judge_again()

        unload = self.config_entry.async_on_unload
        unload(async_call_later(self.hass, random.uniform(*JITTER), first))  # noqa: S311
        # What has not come back by then is gone.
        unload(async_call_later(self.hass, SETTLING + JITTER[1], startup_grace_over))
        every = scan_interval(self.config_entry.options)
        unload(async_track_time_interval(self.hass, again, every))

    @callback
    def _async_announce(self) -> None:
        async_dispatcher_send(self.hass, SIGNAL_CHANGED)
