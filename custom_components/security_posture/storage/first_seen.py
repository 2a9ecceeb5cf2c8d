"""Dates at which things were first seen, stored as keyed hashes: backups must not name them."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..posture.keyed_hash import keyed_hash
from .keyed_store import InvalidDataError, KeyedStore, new_salt, parse_date, parse_salt

# Three times the update entities of a very large home.
MAX_THINGS: Final = 5_000


@dataclass(slots=True)
class _StoredDates:
    salt: bytes = field(default_factory=new_salt)
    dates: dict[str, datetime] = field(default_factory=dict)  # by keyed hash


class FirstSeen:
    """Remember since when each thing has been present without interruption."""

    def __init__(self, hass: HomeAssistant, name: str) -> None:
        """Initialize the store `name`."""
        self._store = KeyedStore(hass, name)
        self._lock = asyncio.Lock()
        self._stored: _StoredDates | None = None

    async def async_since(
        self, things: Collection[str], now: datetime, *, doubtful: Collection[str] = ()
    ) -> dict[str, datetime]:
        """Return since when each thing has been in every call; for new ones that is `now`.

        Doubtful things may or may not be present: they are remembered, but not added. Raise
        StoreUnavailableError while the stored dates cannot be read: nothing is new then.
        """
        if len(things) + len(doubtful) > MAX_THINGS:
            raise ValueError("More things than the file may hold")
        async with self._lock:
            stored = await self._async_load()
            keys = {thing: keyed_hash(stored.salt, thing) for thing in things}
            kept = {keyed_hash(stored.salt, thing) for thing in doubtful} & stored.dates.keys()
            # After the clock was set back, stored dates may lie in the future.
            dates = {key: min(stored.dates.get(key, now), now) for key in {*keys.values(), *kept}}
            if dates != stored.dates:
                stored.dates = dates
                await self._store.async_save(_as_data(stored))
            return {thing: dates[key] for thing, key in keys.items()}

    async def async_remove(self) -> None:
        """Delete the stored dates."""
        await self._store.async_remove()

    async def _async_load(self) -> _StoredDates:
        if self._stored is None:
            try:
                stored = await self._store.async_load(_parse)
            except InvalidDataError:
                stored = None
            self._stored = stored or _StoredDates()
        return self._stored


def _as_data(stored: _StoredDates) -> dict[str, Any]:
    return {
        "salt": stored.salt.hex(),
        "seen": {key: at.isoformat() for key, at in stored.dates.items()},
    }


def _parse(data: Any) -> _StoredDates:
    """Return the dates of a stored file. Raise if it has another form."""
    if len(data["seen"]) > MAX_THINGS:
        raise ValueError
    return _StoredDates(
        salt=parse_salt(data["salt"]),
        dates={key: parse_date(text) for key, text in data["seen"].items()},
    )
