"""Scan a directory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
import time
from typing import Final

from .files import Role, SourceFile, read_text, role_by_content, source_files
from .findings import findings, well_known
from .includes import ReadingOrder
from .line_parser import line_values
from .model import CONFIDENT, Finding, Scan
from .tree import ParseProblem, parse
from .yaml_values import YamlValue, yaml_values

# Large configurations have some hundred files of some kilobytes.
MAX_FILES: Final = 5_000
MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_VALUES: Final = 150_000
MAX_LINES: Final = 100_000
MAX_SECONDS: Final = 75.0
# More than any real configuration has; a hostile file could have millions.
MAX_FINDINGS: Final = 10_000
# For files that are read line by line, without context.
LINE_CONFIDENCE: Final = 0.6
_CLOCK_INTERVAL: Final = 500


def scan(directory: Path) -> Scan:
    """Return the plain-text secrets below a directory. Blocking; reads regular files only."""
    return _Scanner(directory).run()


def has_secret(text: str) -> bool:
    """Return whether the text of an environment file contains a plain-text secret."""
    source = SourceFile(Path(), "", Role.ENV, len(text))
    return any(
        finding.confidence >= CONFIDENT
        for place in line_values(text, 1, MAX_LINES)
        for finding in findings(source, text, Role.ENV, place)
    )


class _Scanner:
    """A running scan."""

    def __init__(self, directory: Path) -> None:
        self._begin = time.monotonic()
        self._found: dict[Finding, None] = {}
        self._well_known: dict[Finding, None] = {}
        self._capped: dict[str, None] = {}
        self._files = self._bytes = 0
        self._sources: dict[str, SourceFile] = {}
        for source in source_files(directory):
            if source is None:
                self._capped["folder"] = None
            elif len(self._sources) >= MAX_FILES:
                self._capped["files"] = None
                break
            else:
                self._sources[source.name] = source
        self._order = ReadingOrder(self._sources)

    def run(self) -> Scan:
        """Scan the included files in Home Assistant's order, then all others."""
        for name, mount in self._order:
            source = self._sources[name]
            if self._is_over():
                break
            if source.size > MAX_FILE_BYTES or self._bytes + source.size > MAX_BYTES:
                self._capped["file_size" if source.size > MAX_FILE_BYTES else "bytes"] = None
                continue
            self._files += 1
            self._bytes += source.size
            self._read(source, mount)
        return Scan(
            findings=tuple(self._found),
            well_known=tuple(self._well_known),
            files=self._files,
            bytes=self._bytes,
            seconds=time.monotonic() - self._begin,
            capped=tuple(self._capped),
        )

    def _is_over(self) -> bool:
        """Return whether a limit of the whole scan is reached, and record it."""
        for reason, is_reached in (
            ("seconds", time.monotonic() - self._begin > MAX_SECONDS),
            ("findings", len(self._found) + len(self._well_known) >= MAX_FINDINGS),
        ):
            if is_reached:
                self._capped[reason] = None
                return True
        return False

    def _read(self, source: SourceFile, mount: tuple[str, ...]) -> None:
        text = read_text(source.path, MAX_FILE_BYTES)
        if text is None:
            self._capped["unreadable"] = None
            return
        read, confidence = 0, 1.0
        if source.role is not Role.ENV:
            tree = parse(text, MAX_VALUES)
            role = role_by_content(tree, source.role)
            self._examine(source, text, role, yaml_values(tree, mount), confidence)
            if tree.problem is None:
                return
            if tree.problem is ParseProblem.TOO_MANY:
                self._capped["values"] = None
            read, confidence = tree.lines, LINE_CONFIDENCE
        rest = line_values(text, read + 1, MAX_LINES)
        self._examine(source, text, source.role, rest, confidence)

    def _examine(
        self,
        source: SourceFile,
        text: str,
        role: Role,
        found: Iterator[YamlValue],
        confidence: float,
    ) -> None:
        for n, place in enumerate(found):
            if n % _CLOCK_INTERVAL == 0 and self._is_over():
                return
            if self._order.follow(place, source.name):
                continue
            if role is Role.SECRETS:
                self._well_known.update(dict.fromkeys(well_known(source, place)))
            else:
                for finding in findings(source, text, role, place):
                    limited = replace(finding, confidence=min(finding.confidence, confidence))
                    self._found[limited] = None
