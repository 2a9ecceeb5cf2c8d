"""The findings that administrators accepted: add, reopen, expire and store them."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from logging import getLogger
from types import MappingProxyType
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..posture.acceptance import accept, check_key, user_key
from ..posture.model import Acceptance, AcceptanceRequest, Acceptances, EndReason, Report
from .keyed_store import InvalidDataError, KeyedStore, StoreUnavailableError, new_salt
from .stored_risks import MAX_REASON, as_data, parse

__all__ = ["MAX_REASON", "AcceptedRisks", "NotFoundError", "NotSavedError"]

_LOGGER = getLogger(__name__)

# All users may read the log, so neither the finding nor the person is named.
_ENDED: Final[Mapping[EndReason, str]] = MappingProxyType(
    {
        EndReason.TIME: "An accepted finding was reopened: the acceptance expired",
        EndReason.EVIDENCE: "An accepted finding was reopened: there is new evidence",
        EndReason.SEVERITY: "An accepted finding was reopened: it became more severe",
        EndReason.FIXED: "An accepted finding was fixed",
    }
)


class NotFoundError(Exception):
    """There is no such finding to accept or to reopen."""


class NotSavedError(Exception):
    """The change could not be saved, and was not made."""


class AcceptedRisks:
    """All accepted findings. A change is confirmed only after it was written to disk."""

    def __init__(
        self,
        hass: HomeAssistant,
        report: Callable[[], Report | None],
        reevaluate: Callable[[], None],
    ) -> None:
        """Initialize. `report` returns the newest report, `reevaluate` makes it again."""
        self._hass = hass
        self._report = report
        self._reevaluate = reevaluate
        self._store = _store(hass)
        self._is_usable = True
        self._accepted = Acceptances(new_salt(), MappingProxyType({}))
        self._saved: dict[str, Any] | None = None  # None: nothing was ever written
        # One change at a time: the second of two who accept the same finding gets NotFoundError.
        self._lock = asyncio.Lock()

    @property
    def all(self) -> Acceptances:
        """Return the current acceptances."""
        return self._accepted

    @property
    def next_end(self) -> datetime | None:
        """Return when the next acceptance expires."""
        return min((each.until for each in self._accepted.active.values()), default=None)

    @property
    def is_unsaved(self) -> bool:
        """Return whether the stored acceptances are outdated."""
        return (
            self._is_usable and self._saved is not None and self._saved != as_data(self._accepted)
        )

    def of_checks(self, check_ids: Collection[str]) -> dict[str, Acceptance]:
        """Return the acceptances by check id."""
        keys = {check_id: check_key(self._accepted.salt, check_id) for check_id in check_ids}
        active = self._accepted.active
        return {check_id: active[key] for check_id, key in keys.items() if key in active}

    def user_key(self, user_id: str) -> str:
        """Return the value of `Acceptance.by` for a user."""
        return user_key(self._accepted.salt, user_id)

    async def async_load(self) -> None:
        """Load the stored acceptances. What cannot be read is no longer accepted."""
        try:
            stored = await self._store.async_load(lambda data: (parse(data), data))
        except StoreUnavailableError:
            _LOGGER.warning("No finding counts as accepted: they cannot be read")
            self._is_usable = False
        except InvalidDataError:
            _LOGGER.warning("No finding counts as accepted any more: the stored data is unusable")
        else:
            if stored is not None:
                self._accepted, self._saved = stored

    async def async_accept(self, check_id: str, request: AcceptanceRequest) -> None:
        """Accept an open finding as it is now. Raise NotFoundError or NotSavedError."""
        async with self._lock:
            report = self._report()
            results = report.results if report else ()
            finding = next((row for row in results if row.id == check_id and row.is_open), None)
            if finding is None:
                raise NotFoundError
            key = check_key(self._accepted.salt, check_id)
            acceptance = accept(finding, request, dt_util.utcnow(), self._accepted.salt)
            await self._async_change(key, acceptance)
            day = dt_util.as_local(request.until).date().isoformat()
            _LOGGER.info("An administrator accepted a finding until %s", day)
            self._reevaluate()
            if key not in self._accepted.active:
                raise NotSavedError  # the finding grew while the acceptance was saved

    async def async_reopen(self, check_id: str) -> None:
        """Remove an acceptance. Raise NotFoundError or NotSavedError."""
        async with self._lock:
            key = check_key(self._accepted.salt, check_id)
            if key not in self._accepted.active:
                raise NotFoundError
            await self._async_change(key, None)
            _LOGGER.info("An accepted finding was reopened by an administrator")
            self._reevaluate()

    @callback
    def async_end(self, ended: Mapping[str, EndReason]) -> None:
        """Drop acceptances that are over; `async_save` stores that."""
        for key, why in ended.items():
            self._accepted = _changed(self._accepted, key, None)
            _LOGGER.info(_ENDED[why])

    async def async_save(self) -> None:
        """Save the acceptances if they changed; a failure is retried after the next report."""
        async with self._lock:
            if self.is_unsaved:
                await self._async_write(as_data(self._accepted))

    async def async_stop(self) -> None:
        """Wait for the change being made, save, and refuse further changes."""
        await self.async_save()
        self._is_usable = False

    @staticmethod
    async def async_remove(hass: HomeAssistant) -> None:
        """Delete the stored acceptances."""
        await _store(hass).async_remove()

    async def _async_change(self, key: str, acceptance: Acceptance | None) -> None:
        """Save one change, then make it. Raise NotSavedError if it cannot be saved."""
        before = as_data(self._accepted)
        if not await self._async_write(as_data(_changed(self._accepted, key, acceptance))):
            # Home Assistant may still have the write pending: replace it.
            await self._async_write(before)
            raise NotSavedError
        # Other acceptances may have ended during the write.
        self._accepted = _changed(self._accepted, key, acceptance)

    async def _async_write(self, data: dict[str, Any]) -> bool:
        """Write the data and return whether it is on disk: Store does not report failures."""
        if not self._is_usable or not await self._store.async_save(data):
            return False
        try:
            written = await _store(self._hass).async_load(lambda stored: stored)
        except InvalidDataError, StoreUnavailableError:
            return False
        if written != data:
            return False
        self._saved = data
        return True


def _store(hass: HomeAssistant) -> KeyedStore:
    return KeyedStore(hass, "accepted_risks", atomic_writes=True)


def _changed(accepted: Acceptances, key: str, acceptance: Acceptance | None) -> Acceptances:
    active = {other: each for other, each in accepted.active.items() if other != key}
    if acceptance:
        active[key] = acceptance
    return Acceptances(accepted.salt, MappingProxyType(active))
