"""Failed logins by address and hour.

The stored data contain keyed hashes of the addresses: a restart loses the address, but later
attempts from it are still added to the same count, and those of the household are recognized.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ...posture.facts import Address, FailedSource
from ...posture.keyed_hash import keyed_hash
from ...posture.networks import device_network, is_public
from ...storage.keyed_store import new_salt, parse_salt

HOURS: Final = 24
# An attacker may use any number of addresses; further ones are counted together.
MAX_SOURCES: Final = 1_000

_OTHERS_GLOBAL: Final = "others_global"
_OTHERS_LOCAL: Final = "others_local"
_UNPARSED: Final = "unreadable"
_TOGETHER: Final = (_OTHERS_GLOBAL, _OTHERS_LOCAL, _UNPARSED)


@dataclass(slots=True, kw_only=True)
class _Counted:
    is_global: bool
    last_at: datetime
    hours: dict[int, int]  # hours since the epoch: failed logins
    address: Address | None = None
    # With IPv6, the key of the network: the household's devices change their addresses in it.
    network: str | None = None


class SignInWindow:
    """Rolling 24-hour counter of failed logins that can be stored."""

    def __init__(self) -> None:
        """Start empty, with a new salt."""
        self._salt = new_salt()
        self._counted: dict[str, _Counted] = {}
        self._current_hour = 0

    def add(self, address: Address | None, now: datetime) -> None:
        """Count one failed login; None: its message contained no address."""
        self._prune(now)
        key = self._key(address)
        is_global = address is not None and is_public(address)
        counted = self._counted.setdefault(
            key, _Counted(is_global=is_global, last_at=now, hours={})
        )
        if address is not None and key not in _TOGETHER:
            counted.address = address
            counted.network = self._network_key(address)
        counted.last_at = now
        counted.hours[self._current_hour] = counted.hours.get(self._current_hour, 0) + 1

    def sources(self, now: datetime) -> tuple[FailedSource, ...]:
        """Return the failed logins by source, most first."""
        self._prune(now)
        found = [
            FailedSource(
                address=counted.address,
                is_global=counted.is_global,
                count=sum(counted.hours.values()),
                last_at=min(counted.last_at, now),
                first_at=datetime.fromtimestamp(min(counted.hours) * 3600, UTC),
            )
            for key, counted in self._counted.items()
            if key != _UNPARSED
        ]
        return tuple(sorted(found, key=lambda source: -source.count))

    def unplaced(self, now: datetime) -> int:
        """Return how many messages contained no address: their format has changed."""
        self._prune(now)
        counted = self._counted.get(_UNPARSED)
        return 0 if counted is None else sum(counted.hours.values())

    @property
    def has_lost(self) -> bool:
        """Return whether a restart has lost an address."""
        return any(
            counted.address is None and key not in _TOGETHER
            for key, counted in self._counted.items()
        )

    def recognize(self, addresses: Iterable[Address]) -> None:
        """Restore lost addresses that are among these; for an IPv6 network, its first address."""
        networks: dict[str | None, Address] = {}
        for address in addresses:
            if (found := self._counted.get(self._hash(address))) and found.address is None:
                found.address = address
            networks[self._network_key(address)] = device_network(address).network_address
        for counted in self._counted.values():
            if counted.address is None and counted.network is not None:
                counted.address = networks.get(counted.network)

    def as_data(self) -> dict[str, Any]:
        """Return the data to store, without addresses."""
        return {
            "salt": self._salt.hex(),
            "sources": [
                [
                    key,
                    counted.is_global,
                    list(map(list, counted.hours.items())),
                    *((counted.network,) if counted.network else ()),
                ]
                for key, counted in self._counted.items()
            ],
        }

    def restore(self, data: Any) -> None:
        """Load stored data; raise ValueError, TypeError or KeyError without changes."""
        salt, rows = parse_salt(data["salt"]), data["sources"]
        if len(rows) > MAX_SOURCES + len(_TOGETHER):
            raise ValueError
        self._salt, self._counted = salt, dict(_restored(*row) for row in rows)
        self._current_hour = 0

    def _key(self, address: Address | None) -> str:
        if address is None:
            return _UNPARSED
        key = self._hash(address)
        if key in self._counted or len(self._counted) < MAX_SOURCES:
            return key
        return _OTHERS_GLOBAL if is_public(address) else _OTHERS_LOCAL

    def _hash(self, address: Address) -> str:
        return keyed_hash(self._salt, address.packed)

    def _network_key(self, address: Address) -> str | None:
        if address.version == 4:
            return None
        return keyed_hash(self._salt, str(device_network(address)))

    def _prune(self, now: datetime) -> None:
        """Drop expired hours; after a clock change, move future hours to the current one."""
        hour = int(now.timestamp()) // 3600
        if hour == self._current_hour:
            return
        self._current_hour = hour
        for key, counted in list(self._counted.items()):
            hours: dict[int, int] = {}
            for then, count in counted.hours.items():
                if then >= hour - HOURS:
                    at = min(then, hour)
                    hours[at] = hours.get(at, 0) + count
            counted.hours, counted.last_at = hours, min(counted.last_at, now)
            if not hours:
                del self._counted[key]


def _restored(
    key: object, is_global: object, hours: list[list[object]], network: object = None
) -> tuple[str, _Counted]:
    if not isinstance(key, str) or not isinstance(is_global, bool):
        raise TypeError
    if not isinstance(network, str | None):
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
    return key, _Counted(is_global=is_global, last_at=last_at, hours=counts, network=network)
