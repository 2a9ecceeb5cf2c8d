"""Dates at which things were first seen, stored as keyed hashes: backups must not name them."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..posture.clock import is_behind
from ..posture.keyed_hash import keyed_hash
from .keyed_store import InvalidDataError, KeyedStore, new_salt, parse_date, parse_salt

# Three times the update entities of a very large home.
MAX_THINGS: Final = 5_000


@dataclass(slots=True)
class _StoredDates:
    salt: bytes = field(default_factory=new_salt)
    dates: dict[str, datetime] = field(default_factory=dict)  # by keyed hash
    # Keyed hashes by keyed hash; files of earlier versions have none.
    editions: dict[str, str] = field(default_factory=dict)


class FirstSeen:
    """Remember since when each thing has been present without interruption."""

    def __init__(self, hass: HomeAssistant, name: str) -> None:
        """Initialize the store `name`."""
        self._store = KeyedStore(hass, name)
        self._lock = asyncio.Lock()
        self._stored: _StoredDates | None = None

    async def async_since(
        self,
        things: Collection[str],
        now: datetime,
        *,
        doubtful: Collection[str] = (),
        editions: Mapping[str, str | None] = MappingProxyType({}),
    ) -> dict[str, datetime]:
        """Return since when each thing has been in every call; for new ones that is `now`.

        A thing of another edition than before is new. Doubtful things may or may not be present:
        they are remembered, but not added. Raise StoreUnavailableError while the stored dates
        cannot be read: nothing is new then.
        """
        if len(things) + len(doubtful) > MAX_THINGS:
            raise ValueError("More things than the file may hold")
        async with self._lock:
            stored = await self._async_load()
            if is_behind(now):
                # Before a small computer has asked for the time, it changes no stored date.
                return dict.fromkeys(things, now)
            keys = {thing: keyed_hash(stored.salt, thing) for thing in things}
            kept = {keyed_hash(stored.salt, thing) for thing in doubtful} & stored.dates.keys()
            current = {
                keys[thing]: keyed_hash(stored.salt, f"{thing} {edition}")
                for thing in things
                if (edition := editions.get(thing)) is not None
            }
            dates, seen = _advanced(stored, {*keys.values(), *kept}, current, now)
            if (dates, seen) != (stored.dates, stored.editions):
                stored.dates, stored.editions = dates, seen
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


def _advanced(
    stored: _StoredDates, present: Collection[str], current: Mapping[str, str], now: datetime
) -> tuple[dict[str, datetime], dict[str, str]]:
    """Return the dates and the editions of what is present, all by keyed hash."""
    dates, editions = {}, {}
    for key in present:
        before = stored.editions.get(key)
        edition = current.get(key, before)
        # After the clock was set back, stored dates may lie in the future.
        kept = min(stored.dates.get(key, now), now)
        dates[key] = kept if before in (None, edition) else now
        if edition is not None:
            editions[key] = edition
    return dates, editions


def _as_data(stored: _StoredDates) -> dict[str, Any]:
    return {
        "salt": stored.salt.hex(),
        "seen": {key: at.isoformat() for key, at in stored.dates.items()},
        "editions": stored.editions,
    }


def _parse(data: Any) -> _StoredDates:
    """Return the dates of a stored file. Raise if it has another form."""
    editions = data.get("editions", {})
    if max(len(data["seen"]), len(editions)) > MAX_THINGS:
        raise ValueError
    return _StoredDates(
        salt=parse_salt(data["salt"]),
        dates={key: parse_date(text) for key, text in data["seen"].items()},
        editions={key: str(text) for key, text in editions.items()},
    )
