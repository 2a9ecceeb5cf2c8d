"""Failed sign-ins of the last 24 hours, counted as they happen.

Home Assistant fires no event for them. It raises the notification `http-login` at every
single one, and its own counter is cleared by the next success; so the notification is
watched and counted here.
"""

from datetime import UTC, datetime, timedelta
import time
from typing import Any, Final

from homeassistant.components.persistent_notification import (
    Notification,
    UpdateType,
    async_register_callback,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ...posture.facts import Address, FailedSignInsFacts, Reason
from ...storage.keyed_store import KeyedStore
from ..common.address import parse_address
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from .window import HOURS, SignInWindow

NOTIFICATION_ID: Final = "http-login"
# Seconds. A guessing program must not wear out an SD card.
SAVE_DELAY: Final = 60.0
# The address stands near the end of the message; what comes before may be of any length.
_TAIL: Final = 256


class FailedSignInsWatcher:
    """Count failed sign-ins while Home Assistant runs."""

    # In memory; seconds.
    TIMEOUT: Final = 5.0

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; `async_start` begins to watch."""
        self._hass = hass
        self._store = KeyedStore(hass, "failed_sign_ins")
        self._window = SignInWindow()
        # By the monotonic clock: the wall clock of a small computer is wrong at its start.
        self._watching_since: float | None = None
        self._watched_before = timedelta()
        self._listeners: list[CALLBACK_TYPE] = []
        self._stop: CALLBACK_TYPE | None = None

    async def async_start(self) -> None:
        """Take up what was kept, and watch."""
        await self._restore()
        self._watching_since = time.monotonic()
        self._stop = async_register_callback(self._hass, self._on_notification)
        self._store.async_delay_save(self._as_data, SAVE_DELAY)

    async def async_stop(self) -> None:
        """Stop watching, and keep what was counted."""
        if self._stop:
            self._stop()
            self._stop = None
            await self._store.async_save(self._as_data())

    async def async_remove(self) -> None:
        """Delete what was kept."""
        await self._store.async_remove()

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` at every failed sign-in; return how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def collect(self, _hass: HomeAssistant, _jobs: LimitedExecutor) -> FailedSignInsFacts:
        """Return what was counted in the last 24 hours."""
        if self._stop is None:
            raise CollectorError(Reason.STARTING)
        from homeassistant.components.http.ban import NOTIFICATION_ID_LOGIN  # private

        now = dt_util.utcnow()
        # Under another id it would be silent, as if nobody had tried.
        if NOTIFICATION_ID_LOGIN != NOTIFICATION_ID:
            raise CollectorError(Reason.API_CHANGED)
        if self._window.misses_some(now):
            raise CollectorError(Reason.API_CHANGED)
        return FailedSignInsFacts(
            watched_since=now - self._watched(), sources=self._window.sources(now)
        )

    @callback
    def _on_notification(self, update: UpdateType, notifications: dict[str, Notification]) -> None:
        if update not in (UpdateType.ADDED, UpdateType.UPDATED):
            return
        if (notification := notifications.get(NOTIFICATION_ID)) is None:
            return
        self._window.add(address_in(str(notification.get("message"))), dt_util.utcnow())
        self._store.async_delay_save(self._as_data, SAVE_DELAY)
        for listener in list(self._listeners):
            listener()

    def _watched(self) -> timedelta:
        """Return for how long nothing was missed; more than the window does not matter."""
        began = self._watching_since
        here = timedelta(seconds=0 if began is None else time.monotonic() - began)
        return min(self._watched_before + here, timedelta(hours=HOURS))

    def _as_data(self) -> dict[str, Any]:
        since = dt_util.utcnow() - self._watched()
        return {"since": since.timestamp(), **self._window.as_data()}

    async def _restore(self) -> None:
        """Load the stored counts; start from zero if they cannot be parsed."""
        since = await self._store.async_load_or_reset(self._parse, dt_util.utcnow)
        # While Home Assistant is down nobody can log in; while only this is not loaded, anybody.
        if not self._hass.is_running:
            self._watched_before = max(dt_util.utcnow() - since, timedelta())

    def _parse(self, data: Any) -> datetime:
        """Restore the counts of a stored file, and return since when they are complete."""
        since = datetime.fromtimestamp(data["since"], UTC)
        self._window.restore(data)
        return since


def address_in(message: str) -> Address | None:
    """Return the address a notification names: the last one that stands in parentheses.

    The host name before it comes from reverse DNS: whoever tries to sign in may have
    chosen it, parentheses and all.
    """
    rest, parenthesis, last = message[-_TAIL:].rpartition("(")
    while parenthesis:
        if (address := parse_address(last.partition(")")[0])) is not None:
            return address
        rest, parenthesis, last = rest.rpartition("(")
    return None
