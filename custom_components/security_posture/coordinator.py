"""DataUpdateCoordinator: collect facts, evaluate them, and provide the report."""

import asyncio
from collections.abc import Collection, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from logging import getLogger
import random
import time
from typing import Any, Final, override

from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
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
from .const import DOMAIN, SIGNAL_CHANGED, STARTUP_ACCEPTANCE_GRACE
from .posture.evaluate import evaluate
from .posture.facts import Facts
from .posture.model import Report, Summary
from .scheduling.intervals import max_report_age, scan_interval
from .scheduling.listeners import async_listen
from .scheduling.rereads import Rereads
from .storage.accepted_risks import AcceptedRisks
from .storage.history import History

_LOGGER = getLogger(__name__)

# Events come in bursts (a user is saved in several steps): one run for all of them.
DEBOUNCE: Final = 5.0
# Seconds after the start, so that the first run does not compete with all other integrations.
JITTER: Final = (1.0, 4.0)

type PostureConfigEntry = ConfigEntry[PostureCoordinator]


class PostureCoordinator(DataUpdateCoordinator[Report | None]):
    """Hold the newest report and keep it current.

    Every run goes through `_async_update_data`, one at a time. A run reads the sources that
    were requested since the last run; the facts of the others are kept.
    """

    config_entry: PostureConfigEntry

    def __init__(self, hass: HomeAssistant, entry: PostureConfigEntry) -> None:
        """Initialize; nothing is read before `async_start`."""
        # The base class has no public way to schedule a refresh without awaiting it.
        self._debouncer: Debouncer[Coroutine[Any, Any, None]] = Debouncer(
            hass, _LOGGER, cooldown=DEBOUNCE, immediate=False
        )
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=DOMAIN,
            always_update=False,
            request_refresh_debouncer=self._debouncer,
        )
        self.history = History(hass)
        self.risks = AcceptedRisks(hass, lambda: self.data, self.async_reevaluate)
        self._collectors = Collectors(hass, entry.options)
        self._facts = Facts()
        self._read_at: dict[str, datetime] = {}
        self._requested: set[str] = set()
        self._update_lock = asyncio.Lock()
        self._recheck: asyncio.Task[bool] | None = None
        # Numbers of looks: how many have begun, and the last complete one.
        self._begun = 0
        self._complete = 0
        self._rereads = Rereads(hass, entry.options, self.async_request)
        self._cancel_expiry: CALLBACK_TYPE | None = None
        self._started_at = time.monotonic()

    @property
    def summary(self) -> Summary | None:
        """Return the part of the report for all users, or None before the first report."""
        return self.data.summary if self.data else None

    @property
    def facts(self) -> Facts:
        """Return the facts of the newest report; for administrators only."""
        return self._facts

    def read_duration(self, source: str) -> float | None:
        """Return the seconds it took to read a source, or None before the first time."""
        return self._collectors.duration_of(source)

    @property
    def is_stale(self) -> bool:
        """Return whether the report is outdated."""
        if (summary := self.summary) is None:
            return False
        return dt_util.utcnow() - summary.checked_at > max_report_age(self.config_entry.options)

    async def async_start(self) -> None:
        """Load the stored state, listen for events, and run once Home Assistant has started."""
        await self.history.async_load()
        await self.risks.async_load()
        await self._collectors.async_start()
        on_unload = self.config_entry.async_on_unload
        on_unload(self.history.async_stop)
        on_unload(self._async_stop_risks)
        on_unload(self._collectors.async_stop)
        on_unload(self.async_add_listener(self._async_dispatch_changed))
        on_unload(async_listen(self.hass, self._collectors, self.async_request))
        on_unload(self._rereads.async_stop)
        on_unload(async_at_started(self.hass, self._async_schedule_runs))

    @callback
    def async_request(self, sources: Collection[str]) -> None:
        """Schedule a debounced run that reads `sources`."""
        if not self._read_at and self._recheck is None:
            return  # the first run reads all sources, once Home Assistant has started
        self._requested.update(sources)
        self._debouncer.async_schedule_call()

    async def async_recheck(self) -> bool:
        """Read all sources now; return whether that was done. Concurrent calls share one run.

        It was not if the run failed, or if the entry was unloaded before the run ended.
        """
        if self._recheck is None or self._recheck.done():
            self._recheck = self.config_entry.async_create_background_task(
                self.hass, self._async_recheck(), f"{DOMAIN} recheck"
            )
        recheck = self._recheck
        await asyncio.wait((recheck,))
        return not recheck.cancelled() and recheck.exception() is None and recheck.result()

    async def _async_recheck(self) -> bool:
        """Make a complete look that begins after this call; return whether it was made."""
        begun = self._begun
        self._requested.update(SOURCES)
        self._collectors.async_invalidate()
        await self.async_refresh()
        return self._complete > begun and self.last_update_success

    async def async_confirm_administrators(self, user: User, confirmation: str) -> None:
        """Expect the administrators and tokens that `user` has seen from now on."""
        await self._collectors.async_confirm_administrators(user, confirmation)
        # A warning: without the logger integration, the log contains no others.
        _LOGGER.warning("The user with the ID %s confirmed new administrators or tokens", user.id)
        self.history.async_record_confirmation(user.id, dt_util.utcnow())
        self.async_request(("accounts", "auth"))

    @callback
    def async_reevaluate(self) -> None:
        """Re-evaluate the current facts after an acceptance changed or expired."""
        if self.data is None:
            return
        now = dt_util.utcnow()
        history = self.history
        events = (history.direction_changes, history.ways_opened)
        report = self._async_record(self._evaluate(self._facts, self._read_at, now), now)
        if report.outdated:
            self.async_request(report.outdated)
        if report != self.data or events != (history.direction_changes, history.ways_opened):
            self.data = report
            self.async_update_listeners()

    @override
    async def _async_update_data(self) -> Report | None:
        """Read the requested sources and evaluate all facts."""
        async with self._update_lock:
            sources, self._requested = self._requested, set()
            if not sources:
                return self.data
            if self.is_stale:
                # The clock was set forward, or the machine slept: scheduled runs were missed.
                sources = set(SOURCES)
            try:
                report = await self._async_look(sources)
            except BaseException:
                self._requested |= sources
                raise
            if self._requested:
                # The debouncer drops a call that is due while another one runs.
                self._debouncer.async_schedule_call()
            return report

    async def _async_look(self, sources: Collection[str]) -> Report:
        """Read `sources`, and others before a finding is opened by their age; return the report."""
        self._begun += 1
        number, read = self._begun, set[str]()
        found: dict[str, Any] = {}
        while True:
            found |= await self._async_collect(sources)
            facts, now = replace(self._facts, **found), dt_util.utcnow()
            read.update(sources)
            read_at = self._read_at | dict.fromkeys(read, now)
            report = self._evaluate(facts, read_at, now)
            if not report.outdated:
                break
            # None of them has been read in this look, so it ends.
            sources = report.outdated
            self._collectors.async_invalidate()
        # Not before: until then, what is shown is the earlier report, and only that is confirmed.
        self._facts, self._read_at = facts, read_at
        self._rereads.async_schedule(facts, read_at)
        if read.issuperset(SOURCES):
            self._complete = number
        return self._async_record(report, now)

    async def _async_collect(self, sources: Collection[str]) -> dict[str, Any]:
        """Read sources in a task of the entry, so that unloading cancels it."""
        return await self.config_entry.async_create_background_task(
            self.hass, self._collectors.async_collect(sources), f"{DOMAIN} collect"
        )

    def _evaluate(self, facts: Facts, read_at: Mapping[str, datetime], now: datetime) -> Report:
        """Return the report on facts."""
        elapsed = time.monotonic() - self._started_at
        startup_grace_over = elapsed >= STARTUP_ACCEPTANCE_GRACE.total_seconds()
        return evaluate(
            facts,
            now,
            self.data,
            read_at=read_at,
            accepted=replace(self.risks.all, startup_grace_over=startup_grace_over),
        )

    @callback
    def _async_record(self, report: Report, now: datetime) -> Report:
        """Record the changes of a report, and drop the acceptances that ended; return it."""
        self.history.async_record(report, now)
        self.risks.async_end(report.ended)
        if self.risks.is_unsaved:
            self.config_entry.async_create_task(
                self.hass, self.risks.async_save(), f"{DOMAIN} save accepted risks"
            )
        self._async_schedule_expiry()
        return report

    @callback
    def _async_schedule_expiry(self) -> None:
        """Re-evaluate when the next acceptance expires."""

        @callback
        def expired(_now: datetime) -> None:
            self._cancel_expiry = None
            self.async_reevaluate()

        self._async_cancel_expiry()
        if at := self.risks.next_end:
            self._cancel_expiry = async_track_point_in_utc_time(
                self.hass, expired, at + timedelta(seconds=1)
            )

    @callback
    def _async_cancel_expiry(self) -> None:
        if self._cancel_expiry:
            self._cancel_expiry()
            self._cancel_expiry = None

    async def _async_stop_risks(self) -> None:
        await self.risks.async_stop()
        # async_stop may have re-evaluated and armed a new expiry timer; cancel it.
        self._async_cancel_expiry()

    async def _async_schedule_runs(self, _hass: HomeAssistant) -> None:
        """Schedule the first run, the periodic runs, and the end of the startup grace period."""

        async def first_run(_now: datetime) -> None:
            await self.async_recheck()

        @callback
        def periodic_run(_now: datetime) -> None:
            self.async_request(SOURCES)

        @callback
        def startup_grace_over(_now: datetime) -> None:
            self.async_reevaluate()

        on_unload = self.config_entry.async_on_unload
        on_unload(async_call_later(self.hass, random.uniform(*JITTER), first_run))  # noqa: S311
        # The grace period is counted from the setup of the entry, shortly before this.
        grace = STARTUP_ACCEPTANCE_GRACE + timedelta(seconds=JITTER[1])
        on_unload(async_call_later(self.hass, grace, startup_grace_over))
        interval = scan_interval(self.config_entry.options)
        on_unload(async_track_time_interval(self.hass, periodic_run, interval))

    @callback
    def _async_dispatch_changed(self) -> None:
        async_dispatcher_send(self.hass, SIGNAL_CHANGED)


@callback
def loaded_coordinator(hass: HomeAssistant) -> PostureCoordinator | None:
    """Return the coordinator of the config entry, or None while it is not loaded."""
    entries: list[PostureConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


@callback
def phase(hass: HomeAssistant) -> str:
    """Return the state of the config entry as one word of the websocket contract."""
    entry = next(iter(hass.config_entries.async_entries(DOMAIN)), None)
    if entry is None or entry.disabled_by:
        return "not_configured"
    match entry.state:
        case ConfigEntryState.LOADED:
            coordinator: PostureCoordinator = entry.runtime_data
            if not coordinator.last_update_success:
                return "failed"
            return "ready" if coordinator.data else "starting"
        case (
            ConfigEntryState.NOT_LOADED
            | ConfigEntryState.SETUP_IN_PROGRESS
            | ConfigEntryState.UNLOAD_IN_PROGRESS
        ):
            return "starting"
        case _:
            return "failed"
