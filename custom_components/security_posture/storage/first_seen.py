"""When things were first seen, kept over restarts: keyed hashes and dates, no names.

What is kept ends up in backups, so it must not say what was seen.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..collectors.common.errors import CollectorError
from ..const import DOMAIN
from ..posture.facts import Reason
from .keyed_hash import SALT_BYTES, keyed_hash, new_salt

_VERSION: Final = 1
# Three times the update entities of a very large home.
MAX_THINGS: Final = 5_000


class FirstSeen:
    """Remember a set of things, each from when it was first named until it is named no more."""

    def __init__(self, hass: HomeAssistant, name: str) -> None:
        """Keep them in a store of their own, called by `name`."""
        self._store = Store[dict[str, Any]](hass, _VERSION, f"{DOMAIN}.{name}", private=True)
        self._direction = asyncio.Lock()
        self._salt: bytes | None = None
        self._seen: dict[str, datetime] = {}

    async def async_since(
        self, things: Collection[str], now: datetime, *, doubtful: Collection[str] = ()
    ) -> dict[str, datetime]:
        """Return since when each thing has been named in every call; what is new, since `now`.

        A doubtful thing is one that cannot be told this time: remembered if it was seen before.
        """
        if len(things) + len(doubtful) > MAX_THINGS:
            raise CollectorError(Reason.TOO_LARGE)
        async with self._direction:
            salt = self._salt or await self._load()
            keys = {thing: keyed_hash(salt, thing) for thing in things}
            kept = {keyed_hash(salt, thing) for thing in doubtful} & self._seen.keys()
            # A clock that was put back left dates in the future.
            seen = {key: min(self._seen.get(key, now), now) for key in {*keys.values(), *kept}}
            if seen != self._seen:
                self._seen = seen
                await self._store.async_save(self._as_data(salt))
            return {thing: seen[key] for thing, key in keys.items()}

    async def async_remove(self) -> None:
        """Delete what was kept."""
        await self._store.async_remove()

    async def _load(self) -> bytes:
        try:
            salt, seen = _restored(await self._store.async_load())
        except AttributeError, KeyError, TypeError, ValueError:
            salt, seen = new_salt(), {}
        self._salt, self._seen = salt, seen
        return salt

    def _as_data(self, salt: bytes) -> dict[str, Any]:
        return {
            "salt": salt.hex(),
            "seen": {key: at.isoformat() for key, at in self._seen.items()},
        }


def _restored(data: Any) -> tuple[bytes, dict[str, datetime]]:
    """Return salt and dates of a kept file. Raises where it is none of ours."""
    salt = bytes.fromhex(data["salt"])
    if len(salt) != SALT_BYTES or len(data["seen"]) > MAX_THINGS:
        raise ValueError
    seen = {}
    for key, text in data["seen"].items():
        at = dt_util.parse_datetime(text, raise_on_error=True)
        if at.tzinfo is None:
            raise ValueError
        seen[key] = at
    return salt, seen
