"""Failed sign-ins of the last 24 hours.

Home Assistant fires no event for them. It raises the notification `http-login` at every
single one, and its own counter is cleared by the next success; so the notification is
watched and counted here. What is kept over a restart holds no address, only keyed hashes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import hashlib
import hmac
from ipaddress import ip_address
import secrets
from typing import Any, Final

from homeassistant.components.persistent_notification import (
    Notification,
    UpdateType,
    async_register_callback,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..posture.facts import Address, FailedSignInsFacts, FailedSource
from .jobs import Jobs

NOTIFICATION_ID: Final = "http-login"
WINDOW: Final = timedelta(hours=24)
# A clock that was put back leaves entries in the future; they are forgotten.
CLOCK_SLACK: Final = timedelta(hours=1)
# An attacker can use any number of addresses; beyond these they are counted together.
MAX_BUCKETS: Final = 2_000
SAVE_DELAY: Final = 60.0
STORE_VERSION: Final = 1


@dataclass(slots=True)
class Bucket:
    """Failed sign-ins of one address in one hour."""

    is_global: bool
    count: int
    last_at: datetime


class FailedSignInsWatcher:
    """Count failed sign-ins while Home Assistant runs."""

    TIMEOUT: Final = 5.0

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; `async_start` begins to watch."""
        self._hass = hass
        self._store: Store[dict[str, Any]] = Store(
            hass, STORE_VERSION, f"{DOMAIN}.failed_sign_ins", private=True
        )
        self._salt = secrets.token_bytes(32)
        self._since = dt_util.utcnow()
        self._buckets: dict[tuple[int, str], Bucket] = {}
        self._addresses: dict[str, Address] = {}
        self._listeners: list[CALLBACK_TYPE] = []
        self._stop: CALLBACK_TYPE | None = None

    async def async_start(self) -> None:
        """Take up what was kept, and watch."""
        self._load(await self._store.async_load())
        self._stop = async_register_callback(self._hass, self._on_notification)

    async def async_stop(self) -> None:
        """Stop watching, and keep what was counted."""
        if self._stop:
            self._stop()
            self._stop = None
            await self._store.async_save(self._data())

    async def async_remove(self) -> None:
        """Delete what was kept."""
        await self._store.async_remove()

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` at every failed sign-in; return how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def collect(self, hass: HomeAssistant, jobs: Jobs) -> FailedSignInsFacts:
        """Return what was counted in the last 24 hours."""
        self._forget(dt_util.utcnow())
        merged: dict[str, FailedSource] = {}
        for (_hour, key), bucket in self._buckets.items():
            before = merged.get(key)
            merged[key] = FailedSource(
                address=self._addresses.get(key),
                is_global=bucket.is_global,
                count=bucket.count + (before.count if before else 0),
                last_at=max(bucket.last_at, before.last_at) if before else bucket.last_at,
            )
        return FailedSignInsFacts(watched_since=self._since, sources=tuple(merged.values()))

    @callback
    def _on_notification(self, update: UpdateType, notifications: dict[str, Notification]) -> None:
        if update not in (UpdateType.ADDED, UpdateType.UPDATED):
            return
        if (notification := notifications.get(NOTIFICATION_ID)) is None:
            return
        address = address_in(notification["message"])
        if address is None:
            return
        self._count(address, dt_util.utcnow())
        self._store.async_delay_save(self._data, SAVE_DELAY)
        for listener in list(self._listeners):
            listener()

    def _count(self, address: Address, now: datetime) -> None:
        self._forget(now)
        key = self._fingerprint(address)
        hour = int(now.timestamp()) // 3600
        if (hour, key) not in self._buckets and len(self._buckets) >= MAX_BUCKETS:
            key = f"others_{'global' if address.is_global else 'local'}"
        else:
            self._addresses[key] = address
        bucket = self._buckets.setdefault((hour, key), Bucket(address.is_global, 0, now))
        bucket.count += 1
        bucket.last_at = now

    def _forget(self, now: datetime) -> None:
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if -CLOCK_SLACK <= now - bucket.last_at < WINDOW
        }
        alive = {key for _hour, key in self._buckets}
        self._addresses = {key: self._addresses[key] for key in self._addresses if key in alive}
        self._since = min(self._since, now)

    def _fingerprint(self, address: Address) -> str:
        return hmac.new(self._salt, address.packed, hashlib.sha256).hexdigest()

    def _data(self) -> dict[str, Any]:
        return {
            "salt": self._salt.hex(),
            "since": self._since.timestamp(),
            "buckets": [
                [hour, key, bucket.is_global, bucket.count, bucket.last_at.timestamp()]
                for (hour, key), bucket in self._buckets.items()
            ],
        }

    def _load(self, data: object) -> None:
        """Take up kept data; what is not as we wrote it is dropped whole."""
        try:
            salt, since, buckets = _parsed(data)
        except KeyError, TypeError, ValueError, OverflowError, OSError:
            return
        self._salt, self._since, self._buckets = salt, min(since, self._since), buckets


def _parsed(data: Any) -> tuple[bytes, datetime, dict[tuple[int, str], Bucket]]:
    return (
        bytes.fromhex(data["salt"]),
        datetime.fromtimestamp(data["since"], UTC),
        {
            (int(hour), str(key)): Bucket(
                bool(is_global), int(count), datetime.fromtimestamp(last_at, UTC)
            )
            for hour, key, is_global, count, last_at in data["buckets"][:MAX_BUCKETS]
        },
    )


def address_in(message: str) -> Address | None:
    """Return the address a notification names.

    It stands in the last parentheses. The host name before them comes from reverse DNS,
    so whoever tries to sign in may have chosen it.
    """
    address = message.rpartition("(")[2].partition(")")[0]
    try:
        return ip_address(address)
    except ValueError:
        return None
