"""Remember what each location held, for the time when it cannot be listed.

Backups contain the file, so it holds keyed hashes of the locations, dates, whether the newest
backup was encrypted, and versions of Home Assistant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ...posture.clock import is_behind
from ...posture.facts import EarlierBackup, RememberedLocation, Unavailable
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import (
    InvalidDataError,
    KeyedStore,
    StoreUnavailableError,
    new_salt,
    parse_date,
    parse_salt,
)
from .lists import Rows

# Far more than anybody has.
MAX_LOCATIONS: Final = 100
# Enough to see a rhythm, also of backups of which only the newest is kept.
MAX_EARLIER: Final = 40
# Four intervals of a monthly rhythm, and a little more.
EARLIER_AGE: Final = timedelta(days=140)
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What one location held when it was last listed."""

    at: datetime | None = None
    encrypted: bool = False
    unread_since: datetime | None = None
    complete: bool = True


@dataclass(slots=True)
class _Stored:
    salt: bytes = field(default_factory=new_salt)
    locations: dict[str, _Seen] = field(default_factory=dict)  # by keyed hash
    earlier: tuple[EarlierBackup, ...] = ()


class BackupMemory:
    """What was seen at the locations, in memory and in a file."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize without reading."""
        self._store = KeyedStore(hass, "backup_locations")
        self._stored: _Stored | None = None

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()

    async def async_holding(self, names: Iterable[str], since: datetime) -> set[str]:
        """Return the locations that held a backup made `since` when they were last listed."""
        stored = await self._async_load()
        seen = {name: stored.locations.get(keyed_hash(stored.salt, name)) for name in names}
        return {name for name, row in seen.items() if row and row.at and row.at >= since}

    async def async_update(
        self,
        lists: Mapping[str, Rows | Unavailable],
        last_known: Mapping[str, Rows],
        now: datetime,
    ) -> tuple[tuple[RememberedLocation, ...], tuple[EarlierBackup, ...]]:
        """Remember the lists; return what is known of unread locations, and earlier backups.

        `last_known` are lists of locations that are down: what was there before.
        """
        stored = await self._async_load()
        locations = dict(stored.locations)
        unread: list[RememberedLocation] = []
        for name, rows in lists.items():
            key = keyed_hash(stored.salt, name)
            # Moved to the end: the ones not seen for longest are dropped first.
            before = locations.pop(key, _Seen())
            if isinstance(rows, Unavailable):
                seen = _unread(before, last_known.get(name, ()), now)
                unread.append(_remembered(name, seen))
            else:
                seen = _newest(rows, now)
            locations[key] = seen
        if is_behind(now):
            # By a wrong clock, every backup is of the future and none is remembered.
            return tuple(unread), stored.earlier
        new = _Stored(
            salt=stored.salt,
            locations=dict(list(locations.items())[-MAX_LOCATIONS:]),
            earlier=_earlier(stored.earlier, lists.values(), now),
        )
        if new != stored:
            self._stored = new
            await self._store.async_save(_as_data(new))
        return tuple(unread), new.earlier

    async def _async_load(self) -> _Stored:
        if self._stored is None:
            try:
                loaded = await self._store.async_load(_parse)
            except InvalidDataError, StoreUnavailableError:
                loaded = None
            self._stored = loaded or _Stored()
        return self._stored


def _newest(rows: Rows, now: datetime) -> _Seen:
    """Return the newest backup of this instance in a list; its date is never in the future."""
    own = [(row.at or _UNDATED, row) for row in rows if not row.foreign]
    dates = [at for at, _row in own if _UNDATED < at <= now]
    if not dates:
        return _Seen()
    # A date in the future is wrong, but such a backup may be the newest.
    _at, newest = max(own, key=lambda pair: pair[0])
    return _Seen(at=max(dates), encrypted=newest.encrypted, complete=newest.complete)


def _unread(before: _Seen, last_known: Rows, now: datetime) -> _Seen:
    known = _newest(last_known, now)
    newer = known if known.at and (before.at is None or known.at > before.at) else before
    # After the clock was set back, the stored date may lie in the future.
    return replace(newer, unread_since=min(before.unread_since or now, now))


def _remembered(name: str, seen: _Seen) -> RememberedLocation:
    return RememberedLocation(
        location=name,
        at=seen.at,
        encrypted=seen.encrypted,
        unread_since=seen.unread_since,
        complete=seen.complete,
    )


def _earlier(
    before: Iterable[EarlierBackup], lists: Iterable[Rows | Unavailable], now: datetime
) -> tuple[EarlierBackup, ...]:
    """Return the newest backups ever listed, in order."""
    since = now - EARLIER_AGE
    listed = (row for rows in lists if not isinstance(rows, Unavailable) for row in rows)
    found = {
        (row.at, row.version)
        for row in listed
        if row.at and since <= row.at <= now and not row.foreign
    }
    found |= {(row.at, row.version) for row in before if since <= row.at <= now}
    young = sorted(found, key=lambda row: (row[0], row[1] or ""))
    return tuple(EarlierBackup(at=at, version=version) for at, version in young[-MAX_EARLIER:])


def _as_data(stored: _Stored) -> dict[str, Any]:
    return {
        "salt": stored.salt.hex(),
        "locations": {
            key: {
                "at": _text(seen.at),
                "encrypted": seen.encrypted,
                "unread_since": _text(seen.unread_since),
                "complete": seen.complete,
            }
            for key, seen in stored.locations.items()
        },
        "earlier": [[row.at.isoformat(), row.version] for row in stored.earlier],
    }


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _parse(data: Any) -> _Stored:
    """Return what a stored file holds. Raise if it has another form."""
    if len(data["locations"]) > MAX_LOCATIONS or len(data["earlier"]) > MAX_EARLIER:
        raise ValueError
    return _Stored(
        salt=parse_salt(data["salt"]),
        locations={
            key: _Seen(
                at=_date(row["at"]),
                encrypted=bool(row["encrypted"]),
                unread_since=_date(row["unread_since"]),
                complete=bool(row.get("complete", True)),
            )
            for key, row in data["locations"].items()
        },
        earlier=tuple(
            EarlierBackup(at=parse_date(at), version=None if version is None else str(version))
            for at, version in data["earlier"]
        ),
    )


def _date(text: str | None) -> datetime | None:
    return None if text is None else parse_date(text)
