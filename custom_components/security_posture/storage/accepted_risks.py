"""The findings that administrators have accepted: taken on, kept over restarts, given up again."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from logging import getLogger
import secrets
from types import MappingProxyType
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..posture.acceptance import accept, check_key, user_key
from ..posture.model import Acceptance, AcceptanceRequest, Acceptances, EndReason, Report
from .stored_risks import MAX_REASON, SALT_BYTES, as_data, restored

__all__ = ["MAX_REASON", "AcceptedRisks", "NotFoundError", "NotKeptError"]

_LOGGER = getLogger(__name__)

_VERSION: Final = 1
# Every log is for everybody: neither the finding nor the person is named.
_OVER: Final[Mapping[EndReason, str]] = MappingProxyType(
    {
        EndReason.TIME: "An accepted finding was reopened: its time is over",
        EndReason.EVIDENCE: "An accepted finding was reopened: there is new evidence",
        EndReason.SEVERITY: "An accepted finding was reopened: it has become graver",
        EndReason.FIXED: "An accepted finding was fixed",
    }
)


class NotFoundError(Exception):
    """There is no such finding to accept or to reopen."""


class NotKeptError(Exception):
    """It could not be written down, so nothing has changed."""


class AcceptedRisks:
    """All that was accepted. What is confirmed to anybody is on disk."""

    def __init__(
        self,
        hass: HomeAssistant,
        report: Callable[[], Report | None],
        judge_again: Callable[[], None],
    ) -> None:
        """Prepare. `judge_again` makes the newest `report` anew, with what is accepted by then."""
        self._hass = hass
        self._report = report
        self._judge_again = judge_again
        self._store = _store(hass)
        self._usable = True
        self._all = Acceptances(secrets.token_bytes(SALT_BYTES), MappingProxyType({}))
        self._kept: dict[str, Any] | None = None  # None: nothing ever was
        # One change at a time: of two who accept the same finding, the second is told.
        self._direction = asyncio.Lock()

    @property
    def all(self) -> Acceptances:
        """Return what stands now."""
        return self._all

    @property
    def next_end(self) -> datetime | None:
        """Return when the first of them ends by itself."""
        return min((each.until for each in self._all.active.values()), default=None)

    @property
    def is_behind(self) -> bool:
        """Return whether what is kept is older than what stands."""
        return self._usable and self._kept is not None and self._kept != as_data(self._all)

    def of_checks(self, check_ids: Collection[str]) -> dict[str, Acceptance]:
        """Return what stands, by the ids of its checks."""
        keys = {check_id: check_key(self._all.salt, check_id) for check_id in check_ids}
        active = self._all.active
        return {check_id: active[key] for check_id, key in keys.items() if key in active}

    def user_key(self, user_id: str) -> str:
        """Return what `Acceptance.by` is for this user."""
        return user_key(self._all.salt, user_id)

    async def async_load(self) -> None:
        """Take up what was kept; what cannot be read is not accepted any more."""
        try:
            data = await self._store.async_load()
        except (HomeAssistantError, NotImplementedError, OSError) as err:
            # Of a newer version, or out of reach: it is left as it is.
            _LOGGER.warning("No finding counts as accepted (%s)", type(err).__name__)
            self._usable = False
            return
        if data is None:
            return
        try:
            self._all, self._kept = restored(data), data
        except (AttributeError, KeyError, TypeError, ValueError) as err:
            _LOGGER.warning("No finding counts as accepted any more (%s)", type(err).__name__)

    async def async_accept(self, check_id: str, consent: AcceptanceRequest) -> None:
        """Accept an open finding as it is now. Raises NotFoundError or NotKeptError."""
        async with self._direction:
            report = self._report()
            results = report.results if report else ()
            finding = next((row for row in results if row.id == check_id and row.is_open), None)
            if finding is None:
                raise NotFoundError
            key = check_key(self._all.salt, check_id)
            acceptance = accept(finding, consent, dt_util.utcnow(), self._all.salt)
            await self._async_change(key, acceptance)
            day = dt_util.as_local(consent.until).date().isoformat()
            _LOGGER.info("An administrator accepted a finding until %s", day)
            self._judge_again()
            if key not in self._all.active:
                raise NotKeptError  # meanwhile there was more to it

    async def async_reopen(self, check_id: str) -> None:
        """Take an acceptance back. Raises NotFoundError or NotKeptError."""
        async with self._direction:
            key = check_key(self._all.salt, check_id)
            if key not in self._all.active:
                raise NotFoundError
            await self._async_change(key, None)
            _LOGGER.info("An accepted finding was reopened: an administrator said so")
            self._judge_again()

    @callback
    def async_end(self, ended: Mapping[str, EndReason]) -> None:
        """Drop what is over; `async_catch_up` keeps it so."""
        for key, why in ended.items():
            self._all = _changed(self._all, key, None)
            _LOGGER.info(_OVER[why])

    async def async_catch_up(self) -> None:
        """Keep what stands now; what cannot be written is tried again with the next report."""
        async with self._direction:
            if self.is_behind:
                await self._async_write(as_data(self._all))

    async def async_stop(self) -> None:
        """Wait for the change that is being made; there will be no more."""
        await self.async_catch_up()
        self._usable = False

    @staticmethod
    async def async_remove(hass: HomeAssistant) -> None:
        """Delete what was kept."""
        await _store(hass).async_remove()

    async def _async_change(self, key: str, acceptance: Acceptance | None) -> None:
        """Make one change once it is on disk. Raises NotKeptError, and then nothing has changed."""
        before = as_data(self._all)
        if not await self._async_write(as_data(_changed(self._all, key, acceptance))):
            # Home Assistant may still be about to write it.
            await self._async_write(before)
            raise NotKeptError
        # Meanwhile others may have ended.
        self._all = _changed(self._all, key, acceptance)

    async def _async_write(self, data: dict[str, Any]) -> bool:
        """Write, and return whether it can be read again: Store hides what goes wrong."""
        if not self._usable:
            return False
        try:
            await self._store.async_save(data)
            written = await _store(self._hass).async_load()
        except (HomeAssistantError, OSError) as err:
            _LOGGER.debug("Accepted findings were not kept (%s)", type(err).__name__)
            return False
        if written != data:
            return False
        self._kept = data
        return True


def _store(hass: HomeAssistant) -> Store[dict[str, Any]]:
    return Store(hass, _VERSION, f"{DOMAIN}.accepted_risks", private=True, atomic_writes=True)


def _changed(accepted: Acceptances, key: str, acceptance: Acceptance | None) -> Acceptances:
    active = {other: each for other, each in accepted.active.items() if other != key}
    if acceptance:
        active[key] = acceptance
    return Acceptances(accepted.salt, MappingProxyType(active))
