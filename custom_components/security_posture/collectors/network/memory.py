"""The prefixes that this home's IPv6 networks had, with the day each was last seen.

Many providers assign a new prefix every night, while a session keeps the address that it was
last used from for ninety days. The file contains keyed hashes, because it ends up in backups:
it tells whether a given network was the home's, but names none.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network
from typing import Any, Final

from ...posture.clock import is_behind
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import new_salt, parse_date, parse_salt

# Ten days more than an unused session lasts.
MAX_AGE: Final = timedelta(days=100)
# Two prefixes a night.
MAX_PREFIXES: Final = 200
# What a home network can be: one network, or what a provider delegates.
_LENGTHS: Final = range(48, 65)
_RESOLUTION: Final = timedelta(days=1)
# A prefix that is missing for as long belongs to others: a router that restarts is back before.
# Longer than the day for which the last time is not stored again.
LOST_AGE: Final = timedelta(days=2)


class PrefixMemory:
    """Present and former prefixes of this home."""

    def __init__(self) -> None:
        """Start empty."""
        self.changed = False
        self._salt = new_salt()
        # By keyed hash: the length, and when it was last seen.
        self._seen: dict[str, tuple[int, datetime]] = {}
        # Those seen since the start, by keyed hash.
        self._named: dict[str, IPv6Network] = {}

    @classmethod
    def parse(cls, data: Any) -> PrefixMemory:
        """Return the memory of a stored file. Raise if it has another form."""
        memory = cls()
        memory._salt = parse_salt(data["salt"])
        if len(data["prefixes"]) > MAX_PREFIXES:
            raise ValueError
        for key, (length, seen) in data["prefixes"].items():
            if length not in _LENGTHS:
                raise ValueError
            memory._seen[key] = (length, parse_date(seen))
        return memory

    def as_data(self) -> dict[str, Any]:
        """Return the data to store."""
        return {
            "salt": self._salt.hex(),
            "prefixes": {key: [length, at.isoformat()] for key, (length, at) in self._seen.items()},
        }

    def add(self, prefixes: Iterable[IPv6Network], now: datetime) -> None:
        """Remember the prefixes as seen now, and forget old ones."""
        for prefix in prefixes:
            key = self._key(prefix)
            self._named[key] = prefix
            _, before = self._seen.get(key, (0, None))
            if before is None or not timedelta() <= now - before < _RESOLUTION:
                self._seen[key] = (prefix.prefixlen, now)
                self.changed = True
        self._prune(now)

    def known(self, addresses: Collection[IPv6Address]) -> tuple[IPv6Network, ...]:
        """Return the prefixes seen since the start, and those that an address is in."""
        lengths = {length for length, _ in self._seen.values()}
        candidates = {
            IPv6Network((int(address), length), strict=False)
            for address in addresses
            for length in lengths
        }
        found = {network for network in candidates if self._key(network) in self._seen}
        return tuple(sorted({*self._named.values(), *found}))

    def lost(self, prefixes: Iterable[IPv6Network], now: datetime) -> tuple[IPv6Network, ...]:
        """Return those of the known prefixes that were last seen days ago."""
        seen = {prefix: self._seen[self._key(prefix)][1] for prefix in prefixes}
        return tuple(prefix for prefix, at in seen.items() if now - at >= LOST_AGE)

    def _prune(self, now: datetime) -> None:
        newest = sorted(self._seen.items(), key=lambda row: row[1][1], reverse=True)
        kept = {
            key: (length, at)
            for key, (length, at) in newest[:MAX_PREFIXES]
            # After a change of the clock, also in the future. By a wrong clock nothing is old.
            if abs(now - at) <= MAX_AGE or is_behind(now)
        }
        if len(kept) != len(self._seen):
            self._seen, self.changed = kept, True
            self._named = {key: name for key, name in self._named.items() if key in kept}

    def _key(self, prefix: IPv6Network) -> str:
        return keyed_hash(self._salt, str(prefix))
