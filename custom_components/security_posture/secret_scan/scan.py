"""Scan a directory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
import time
from typing import Final

from .cache import Entry, Mounted, ScanCache, now_ns, settled
from .files import Form, Role, SourceFile, Stamp, read_file, scanned_files
from .findings import FileFindings, Reading
from .includes import Include, ReadingOrder, include
from .known_values import Hashed, KnownValues, hashed_values
from .line_parser import line_values
from .masking import masked_keys, masked_name
from .model import CONFIDENT, Finding, Scan
from .mounts import at_each_mount
from .readers import Reader
from .text_cache import forget_texts
from .time_limits import Clock, StoppedError, TooSlowError

# Large configurations have some hundred files of some kilobytes.
MAX_FILES: Final = 5_000
MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_VALUES: Final = 150_000
MAX_LINES: Final = 100_000
MAX_SECONDS: Final = 75.0
# Processor time of one file; the files that take longer are tried once more after all others.
MAX_FILE_SECONDS: Final = 4.0
MAX_SLOW_FILE_SECONDS: Final = 20.0
# More than any real configuration has; a hostile file could have millions.
MAX_FINDINGS: Final = 10_000
MAX_FILE_FINDINGS: Final = 1_000
# Increase it when the rules change, so that results of the earlier rules are not used.
RULES: Final = 2


def scan(directory: Path, cache: ScanCache | None = None) -> Scan:
    """Return the plain-text secrets below a directory. Blocking; reads regular files only.

    A file that has not changed since an earlier scan with the same cache is not read.
    """
    try:
        return _Scanner(directory, cache or ScanCache()).run()
    finally:
        forget_texts()


def has_secret(text: str) -> bool:
    """Return whether the text of an environment file contains a plain-text secret."""
    source = SourceFile(Path(), "", Role.ENV, len(text), Form.LINES)
    found = FileFindings(source, text)
    for place in line_values(text, 1, MAX_LINES):
        found.add(place, Reading(Role.ENV))
    forget_texts()
    return any(finding.confidence >= CONFIDENT for finding in found.findings())


class _Scanner:
    """A running scan."""

    def __init__(self, directory: Path, cache: ScanCache) -> None:
        self._begin = time.monotonic()
        self._cache = cache
        # Results with other limits are not used either.
        self._rules = (RULES, directory, MAX_FILE_BYTES, MAX_VALUES, MAX_LINES, MAX_FILE_SECONDS)
        self._entries: dict[Mounted, Entry] = {}
        self._capped: dict[str, None] = {}
        self._too_large: list[str] = []
        self._files = self._bytes = self._read = self._count = 0
        self._sources: dict[str, SourceFile] = {}
        for source in scanned_files(directory):
            if source is None:
                self._capped["folder"] = None
            elif len(self._sources) >= MAX_FILES:
                self._capped["files"] = None
                break
            else:
                self._sources[source.name] = source
        known = cache.entries(self._rules)
        self._known = {place: known[place] for place in known if place[0] in self._sources}
        self._is_read: dict[str, bool] = {}  # by file: whether it is within the limits
        self._has_all = False
        self._order = ReadingOrder(self._sources)

    def run(self) -> Scan:
        """Scan the included files in Home Assistant's order, then all others."""
        slow = [each for each in self._first_pass() if each]
        for source, mount in slow:
            # Other files are more likely to contain secrets.
            if not self._is_over():
                self._examine(source, mount, MAX_SLOW_FILE_SECONDS)
        if slow:
            # What they include, as far as it was not found before.
            for _ in self._first_pass():
                pass
        # Files that this scan did not reach keep their entries.
        unreached = {} if self._has_all else self._known
        self._cache.replace({**unreached, **self._entries}, self._rules)
        return self._result()

    def _result(self) -> Scan:
        findings: dict[Finding, None] = {}
        well_known: dict[Finding, None] = {}
        files: dict[str, list[Entry]] = {}
        for (name, _), entry in self._entries.items():
            files.setdefault(name, []).append(entry)
            self._capped.update(dict.fromkeys(entry.problems))
        for entries in files.values():
            findings.update(dict.fromkeys(at_each_mount(entries)))
            well_known.update(dict.fromkeys(entries[0].well_known))
        slow = dict.fromkeys(
            name for (name, _), each in self._entries.items() if "slow" in each.problems
        )
        known = self._known_values()
        return Scan(
            findings=tuple(dict.fromkeys(_masked(each, known) for each in findings)),
            well_known=tuple(dict.fromkeys(_masked(each, known) for each in well_known)),
            files=self._files,
            bytes=self._bytes,
            seconds=time.monotonic() - self._begin,
            capped=tuple(self._capped),
            slow=tuple(known.masked(masked_name(name)) for name in slow),
            too_large=tuple(known.masked(masked_name(name)) for name in self._too_large),
            read=self._read,
        )

    def _known_values(self) -> KnownValues:
        """Return the secrets of all files."""
        hashed = (each.known for each in self._entries.values())
        return KnownValues(frozenset[Hashed]().union(*hashed), self._cache.salt)

    def _first_pass(self) -> Iterator[tuple[SourceFile, tuple[str, ...]] | None]:
        """Scan every file; yield those that take too long."""
        for name, mount in self._order:
            source = self._sources[name]
            if self._is_over():
                break
            if name not in self._is_read:
                self._is_read[name] = not self._is_too_large(source)
                self._files += self._is_read[name]
                self._bytes += source.size if self._is_read[name] else 0
            if not self._is_read[name]:
                continue
            entry = self._known.get((name, mount))
            if entry and entry.stamp and entry.stamp == source.stamp:
                self._keep(name, entry)
            elif self._examine(source, mount, MAX_FILE_SECONDS):
                yield source, mount
        else:
            self._has_all = True

    def _keep(self, name: str, entry: Entry) -> None:
        """Keep what was found in a file, and continue with the files that it includes."""
        earlier = self._entries.get((name, entry.mount))
        self._count += entry.count - (earlier.count if earlier else 0)
        self._entries[name, entry.mount] = entry
        for included in entry.includes:
            self._order.add(included)

    def _is_over(self, more: int = 0) -> bool:
        """Return whether a limit of the whole scan is reached, and record it.

        `more` is the number of findings in the file that is being read.
        """
        for reason, is_reached in (
            ("seconds", time.monotonic() - self._begin > MAX_SECONDS),
            ("findings", self._count + more >= MAX_FINDINGS),
        ):
            if is_reached:
                self._capped[reason] = None
                return True
        return False

    def _is_too_large(self, source: SourceFile) -> bool:
        is_large = source.size > MAX_FILE_BYTES
        if is_large:
            self._too_large.append(source.name)
        if is_large or self._bytes + source.size > MAX_BYTES:
            self._capped["file_size" if is_large else "bytes"] = None
            return True
        return False

    def _examine(self, source: SourceFile, mount: tuple[str, ...], seconds: float) -> bool:
        """Read a file and keep what is found; return whether it takes longer than its time."""
        self._read += 1
        read_at = now_ns()
        read = read_file(source.path, MAX_FILE_BYTES)
        if read is None:
            self._capped["unreadable"] = None
            return False
        result = _Result(FileFindings(source, read.text), {}, {})
        clock = Clock(seconds, lambda: self._is_over(len(result.found)))
        try:
            # Only YAML may contain such characters, in files that are not valid.
            if not read.is_binary or source.form is Form.YAML:
                self._follow(source, read.text, mount, clock, result)
        except TooSlowError:
            result.problems["slow"] = None
        except StoppedError:
            if (source.name, mount) in self._entries:
                return True  # tried once more, without success
            read = read._replace(stamp=None)
        except Exception:  # noqa: BLE001 - one file must not hide the others
            result.problems["failed"] = None
        self._keep(source.name, result.entry(settled(read.stamp, read_at), mount, self._cache.salt))
        return "slow" in result.problems

    def _follow(
        self, source: SourceFile, text: str, mount: tuple[str, ...], clock: Clock, result: _Result
    ) -> None:
        """Add the secrets and the includes of a file."""
        reader = Reader(source, text, mount, MAX_VALUES, MAX_LINES, clock.tick, result.problems)
        for passage in reader.passages():
            for place in passage.values:
                clock.tick()
                if len(result.found) >= MAX_FILE_FINDINGS:
                    result.problems["findings"] = None
                    return
                included = None if place.in_comment else include(place, source.name)
                if included is None:
                    result.found.add(place, passage.reading, clock.tick)
                else:
                    keys = masked_keys(included.keys)
                    result.includes[replace(included, keys=keys)] = None


@dataclass(frozen=True, slots=True)
class _Result:
    """What is found in one file."""

    found: FileFindings
    includes: dict[Include, None]
    problems: dict[str, None]

    def entry(self, stamp: Stamp | None, mount: tuple[str, ...], salt: bytes) -> Entry:
        """Return it without the values."""
        return Entry(
            stamp=stamp,
            mount=mount,
            findings=self.found.findings(),
            well_known=self.found.well_known(),
            includes=tuple(self.includes),
            problems=tuple(self.problems),
            known=hashed_values(self.found.values(), salt),
        )


def _masked(finding: Finding, known: KnownValues) -> Finding:
    return replace(finding, file=known.masked(finding.file), key=known.masked(finding.key))
