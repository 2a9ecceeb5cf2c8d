"""Failed sign-ins by address and hour, for a rolling day.

Kept data hold no address, only keyed hashes of them: a restart forgets who it was, but not
that it was the same one. Whole hours are counted: an hour counts until its end is a day old.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ...posture.facts import Address, FailedSource
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import new_salt, parse_salt

HOURS: Final = 24
# An attacker may use any number of addresses; beyond these they are counted together.
MAX_SOURCES: Final = 1_000

_OTHERS_GLOBAL: Final = "others_global"
_OTHERS_LOCAL: Final = "others_local"
_UNREADABLE: Final = "unreadable"
_TOGETHER: Final = (_OTHERS_GLOBAL, _OTHERS_LOCAL, _UNREADABLE)


@dataclass(slots=True, kw_only=True)
class _Counted:
    is_global: bool
    last_at: datetime
    hours: dict[int, int]  # hours since 1970: failed sign-ins
    address: Address | None = None


class SignInWindow:
    """Rolling 24-hour counter of failed logins that can be persisted."""

    def __init__(self) -> None:
        """Start empty, with a salt of its own."""
        self._salt = new_salt()
        self._counted: dict[str, _Counted] = {}
        self._settled = 0

    def add(self, address: Address | None, now: datetime) -> None:
        """Count one failed sign-in. None: the message did not say from where."""
        self._settle(now)
        key = self._key(address)
        is_global = address is not None and address.is_global
        counted = self._counted.setdefault(
            key, _Counted(is_global=is_global, last_at=now, hours={})
        )
        if key not in _TOGETHER:
            counted.address = address
        counted.last_at = now
        counted.hours[self._settled] = counted.hours.get(self._settled, 0) + 1

    def sources(self, now: datetime) -> tuple[FailedSource, ...]:
        """Return who failed how often, most first."""
        self._settle(now)
        found = [
            FailedSource(
                address=counted.address,
                is_global=counted.is_global,
                count=sum(counted.hours.values()),
                last_at=min(counted.last_at, now),
            )
            for key, counted in self._counted.items()
            if key != _UNREADABLE
        ]
        return tuple(sorted(found, key=lambda source: -source.count))

    def misses_some(self, now: datetime) -> bool:
        """Return whether some could not be told apart: the message has changed its form."""
        self._settle(now)
        return _UNREADABLE in self._counted

    def as_data(self) -> dict[str, Any]:
        """Return what may be kept: no address."""
        return {
            "salt": self._salt.hex(),
            "sources": [
                [key, counted.is_global, list(map(list, counted.hours.items()))]
                for key, counted in self._counted.items()
            ],
        }

    def restore(self, data: Any) -> None:
        """Take up kept data. Raises ValueError, TypeError or KeyError, changing nothing."""
        salt, rows = parse_salt(data["salt"]), data["sources"]
        if len(rows) > MAX_SOURCES + len(_TOGETHER):
            raise ValueError
        self._salt, self._counted = salt, dict(_restored(*row) for row in rows)
        self._settled = 0

    def _key(self, address: Address | None) -> str:
        if address is None:
            return _UNREADABLE
        key = keyed_hash(self._salt, address.packed)
        if key in self._counted or len(self._counted) < MAX_SOURCES:
            return key
        return _OTHERS_GLOBAL if address.is_global else _OTHERS_LOCAL

    def _settle(self, now: datetime) -> None:
        """Forget what is over, and bring back what a clock that was put back left in the future."""
        hour = int(now.timestamp()) // 3600
        if hour == self._settled:
            return
        self._settled = hour
        for key, counted in list(self._counted.items()):
            hours: dict[int, int] = {}
            for then, count in counted.hours.items():
                if then >= hour - HOURS:
                    at = min(then, hour)
                    hours[at] = hours.get(at, 0) + count
            counted.hours, counted.last_at = hours, min(counted.last_at, now)
            if not hours:
                del self._counted[key]


def _restored(key: object, is_global: object, hours: list[list[object]]) -> tuple[str, _Counted]:
    if not isinstance(key, str) or not isinstance(is_global, bool):
        raise TypeError
    counts: dict[int, int] = {}
    for then, count in hours:
        if type(then) is not int or type(count) is not int or then < 0 or count < 1:
            raise ValueError
        counts[then] = count
    try:
        last_at = datetime.fromtimestamp(max(counts) * 3600, UTC)
    except (OverflowError, OSError) as err:
        raise ValueError from err
    return key, _Counted(is_global=is_global, last_at=last_at, hours=counts)
