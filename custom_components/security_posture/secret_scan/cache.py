"""Remember what was found in each file, so that an unchanged file is not read again.

Only in memory, and only findings and salted hashes: no values, no text of a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import secrets
import threading
import time
from types import MappingProxyType
from typing import Final

from .files import Stamp
from .includes import Include
from .known_values import Hashed
from .model import Finding

# Twice the number of files of a scan.
MAX_ENTRIES: Final = 10_000
# About 200 bytes for a finding or an include, the same for the entry itself.
MAX_SIZE: Final = 8 * 1024 * 1024
_ITEM_SIZE: Final = 200
_SALT_BYTES: Final = 16
# A file that was written this shortly before it was read may be written once more within the same
# tick of its file system's clock: a few milliseconds, or up to two seconds if it counts in seconds.
RACY_NS: Final = 100_000_000
COARSE_RACY_NS: Final = 2_000_000_000
_FINE_NS: Final = 1_000_000

# A file, and the keys below which it is included.
type Mounted = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was found in one file in a certain state."""

    stamp: Stamp | None  # None: it is not certain that the file is still the same
    mount: tuple[str, ...]  # the keys below which the file was included
    findings: tuple[Finding, ...]
    well_known: tuple[Finding, ...]
    includes: tuple[Include, ...]
    problems: tuple[str, ...]  # limits that were reached in the file
    known: frozenset[Hashed] = frozenset()  # the secrets, to mask them in names

    @property
    def count(self) -> int:
        """Return the number of findings."""
        return len(self.findings) + len(self.well_known)

    @property
    def size(self) -> int:
        """Return about how many bytes the entry takes."""
        items = 1 + len(self.findings) + len(self.well_known) + len(self.includes)
        items += len(self.known)
        names = sum(len(each.name) + sum(map(len, each.keys)) for each in self.includes)
        names += sum(map(len, self.mount))
        keys = sum(len(each.file) + len(each.key) for each in (*self.findings, *self.well_known))
        return _ITEM_SIZE * items + names + keys


class ScanCache:
    """The entries of the last scan of one directory. Safe to use in several threads."""

    def __init__(self) -> None:
        """Start empty."""
        self.salt: Final = secrets.token_bytes(_SALT_BYTES)
        self._lock = threading.Lock()
        self._entries: Mapping[Mounted, Entry] = MappingProxyType({})
        self._rules: object = None
        self._is_closed = False

    def entries(self, rules: object) -> Mapping[Mounted, Entry]:
        """Return the entries by file and mount; none if they were made by other rules."""
        with self._lock:
            return self._entries if rules == self._rules else MappingProxyType({})

    def replace(self, entries: Mapping[Mounted, Entry], rules: object) -> None:
        """Remember other entries instead, as many as there is room for."""
        kept: dict[Mounted, Entry] = {}
        left = MAX_SIZE
        for place, entry in entries.items():
            left -= len(place[0]) + entry.size
            if left < 0 or len(kept) == MAX_ENTRIES:
                break
            kept[place] = entry
        with self._lock:
            if not self._is_closed:
                self._entries, self._rules = MappingProxyType(kept), rules

    def forget_slow(self) -> None:
        """Forget the files that take too long, so that the next scan tries them again."""
        with self._lock:
            self._entries = MappingProxyType(
                {
                    place: each
                    for place, each in self._entries.items()
                    if "slow" not in each.problems
                }
            )

    def close(self) -> None:
        """Forget everything, also what a scan that still runs would add."""
        with self._lock:
            self._is_closed = True
            self._entries = MappingProxyType({})


def settled(stamp: Stamp | None, read_at: int) -> Stamp | None:
    """Return the stamp of a file that was read at a time, in nanoseconds; None if it is racy."""
    if stamp is None:
        return None
    is_coarse = stamp.mtime_ns % _FINE_NS == 0
    is_racy = stamp.mtime_ns > read_at - (COARSE_RACY_NS if is_coarse else RACY_NS)
    return None if is_racy else stamp


def now_ns() -> int:
    """Return the time, by the clock that also stamps files."""
    return time.time_ns()
