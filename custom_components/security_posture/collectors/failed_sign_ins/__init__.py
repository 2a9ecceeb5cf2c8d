"""Failed logins of the last 24 hours.

Home Assistant fires no event for a failed login; its own counter runs only while bans are enabled,
and a successful login resets it. It does create the notification `http-login` every time, so the
notifications that it creates itself are counted.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, override

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
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..network import adapters
from .origin import Origin, origin_of_notification, reports_failed_logins
from .window import SignInWindow

NOTIFICATION_ID: Final = "http-login"
DAY: Final = timedelta(days=1)
# Seconds. A brute-force attack must not wear out an SD card.
SAVE_DELAY: Final = 60.0
# The address is near the end of the message; the text before it may be of any length.
_TAIL: Final = 256


class FailedSignInsCollector(StatefulCollector):
    """Count failed logins while Home Assistant runs."""

    SOURCE = "failed_sign_ins"
    TIMEOUT = 5.0  # in memory

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize; `async_start` starts counting."""
        super().__init__(hass, options)
        self._store = KeyedStore(hass, "failed_sign_ins")
        self._window = SignInWindow()
        self._listeners: list[CALLBACK_TYPE] = []
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._is_recognizable = True

    @override
    async def async_start(self) -> None:
        """Load the stored counts and start counting."""
        await self._restore()
        self._unsubscribe = async_register_callback(self._hass, self._on_notification)
        self._store.async_delay_save(self._window.as_data, SAVE_DELAY)

    @override
    async def async_stop(self) -> None:
        """Stop counting and store the counts."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
            await self._store.async_save(self._window.as_data())

    @override
    async def async_remove(self) -> None:
        """Delete the stored counts."""
        await self._store.async_remove()

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` after every failed login; return the unsubscribe callback."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> FailedSignInsFacts:
        """Return the counts of the last 24 hours."""
        if self._unsubscribe is None:
            raise CollectorError(Reason.STARTING)
        from homeassistant.components.http import ban  # private

        # The count would stay at 0, as if there were no failures.
        if ban.NOTIFICATION_ID_LOGIN != NOTIFICATION_ID or not reports_failed_logins(ban):
            raise CollectorError(Reason.API_CHANGED)
        if not self._is_recognizable:
            raise CollectorError(Reason.API_CHANGED)
        now = dt_util.utcnow()
        if self._window.has_lost:
            self._window.recognize(await _async_household(hass, executor, now))
        return FailedSignInsFacts(
            sources=self._window.sources(now), unplaced=self._window.unplaced(now)
        )

    @callback
    def _on_notification(self, update: UpdateType, notifications: dict[str, Notification]) -> None:
        if update not in (UpdateType.ADDED, UpdateType.UPDATED):
            return
        if (notification := notifications.get(NOTIFICATION_ID)) is None:
            return
        origin = origin_of_notification()
        if origin is Origin.UNKNOWN:
            self._is_recognizable = False
        if origin is not Origin.HOME_ASSISTANT:
            return
        self._window.add(address_in(str(notification.get("message"))), dt_util.utcnow())
        self._store.async_delay_save(self._window.as_data, SAVE_DELAY)
        for listener in list(self._listeners):
            listener()

    async def _restore(self) -> None:
        """Load the stored counts; start empty if they cannot be parsed."""
        await self._store.async_load_or_reset(self._window.restore, lambda: None)


async def _async_household(
    hass: HomeAssistant, executor: LimitedExecutor, now: datetime
) -> set[Address]:
    """Return the addresses of this machine, and those of sessions used within a day."""
    used = {
        parse_address(token.last_used_ip)
        for user in await hass.auth.async_get_users()
        for token in list(user.refresh_tokens.values())
        if token.last_used_at and now - token.last_used_at <= DAY
    }
    try:
        own = adapters.own_addresses(await adapters.async_read(hass, executor))
    except CollectorError, OSError:
        own = ()  # the source `network` reports it
    return {address for address in (*own, *used) if address is not None}


def address_in(message: str) -> Address | None:
    """Return the last address in parentheses of a notification's message."""
    # The host name before it comes from reverse DNS, which the attacker may control.
    rest, parenthesis, last = message[-_TAIL:].rpartition("(")
    while parenthesis:
        if (address := parse_address(last.partition(")")[0])) is not None:
            return address
        rest, parenthesis, last = rest.rpartition("(")
    return None
