"""The networks in the internet that each account was used from, with dates.

Keyed hashes of account and network: the file tells whether an account was used from a given
network, but names neither.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ...posture.clock import is_behind
from ...posture.facts import Network
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import parse_date

# What is usual in a household shows in two weeks: nothing is unfamiliar before.
LEARNING: Final = timedelta(days=14)
# A network in which an account was used on as many days is usual for it.
USUAL_DAYS: Final = 14
# A network that an account was not used from for as long is a new one.
FORGOTTEN: Final = timedelta(days=90)
# A phone that changes its network several times a day, for ninety days, in a large household.
MAX_NETWORKS: Final = 2_000
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class _Seen:
    """When an account was used from a network, and on how many days."""

    first: datetime
    last: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Use:
    """The last use of a session from the internet."""

    user_id: str
    network: Network
    at: datetime


class NetworkMemory:
    """The networks of all accounts since the first run."""

    def __init__(self, salt: bytes) -> None:
        """Start empty."""
        self.changed = False
        self._salt = salt
        self._since: datetime | None = None
        self._seen: dict[str, _Seen] = {}

    @classmethod
    def parse(cls, salt: bytes, data: Any) -> NetworkMemory:
        """Return the memory of stored data; an earlier version stored none."""
        memory = cls(salt)
        if data is None:
            return memory
        if len(data["seen"]) > MAX_NETWORKS:
            raise ValueError("too many networks")
        memory._since = parse_date(data["since"])
        memory._seen = {
            str(key): _Seen(parse_date(first), parse_date(last), int(days))
            for key, (first, last, days) in data["seen"].items()
        }
        return memory

    def as_data(self) -> dict[str, Any] | None:
        """Return the data to store."""
        if self._since is None:
            return None
        return {
            "since": self._since.isoformat(),
            "seen": {
                key: [row.first.isoformat(), row.last.isoformat(), row.days]
                for key, row in self._seen.items()
            },
        }

    def update(self, uses: Iterable[Use], now: datetime) -> None:
        """Remember the uses, and forget old ones. A clock that is behind changes nothing."""
        if is_behind(now):
            return
        if self._since is None or self._since > now:
            self._since, self.changed = now, True
        for use in uses:
            self._record(self._key(use.user_id, use.network), min(use.at, now))
        self._prune(now)

    def is_learning(self, now: datetime) -> bool:
        """Return whether it is not known yet what is usual."""
        return self._since is None or now - self._since < LEARNING

    def unfamiliar(
        self, uses: Iterable[Use], users: Collection[str], now: datetime
    ) -> Mapping[Use, datetime]:
        """Return the uses from networks that are unusual for all users, and since when."""
        if self.is_learning(now):
            return {}
        found = {}
        for use in uses:
            seen = self._seen.get(self._key(use.user_id, use.network))
            if seen and not any(self._is_usual(user, use.network) for user in users):
                found[use] = seen.first
        return found

    def _is_usual(self, user_id: str, network: Network) -> bool:
        seen = self._seen.get(self._key(user_id, network))
        if seen is None or self._since is None:
            return False
        return seen.days >= USUAL_DAYS or seen.first - self._since < LEARNING

    def _record(self, key: str, at: datetime) -> None:
        seen = self._seen.get(key)
        if seen is None or abs(at - seen.last) > FORGOTTEN:
            self._seen[key] = _Seen(at, at, 1)
        elif at - seen.last >= _DAY:
            seen.last, seen.days = at, seen.days + 1
        else:
            return
        self.changed = True

    def _prune(self, now: datetime) -> None:
        newest = sorted(self._seen.items(), key=lambda row: row[1].last, reverse=True)
        kept = {key: row for key, row in newest[:MAX_NETWORKS] if abs(now - row.last) <= FORGOTTEN}
        if len(kept) != len(self._seen):
            self._seen, self.changed = kept, True

    def _key(self, user_id: str, network: Network) -> str:
        return keyed_hash(self._salt, f"{user_id} from {network}")
