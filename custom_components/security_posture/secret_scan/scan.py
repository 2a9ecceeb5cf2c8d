"""A directory in, findings out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
import os
from pathlib import Path
import re
import time

import yaml

from .files import Role, SourceFile, source_files
from .judge import findings
from .lines import lines
from .model import Finding, Kind, Scan
from .nodes import TooManyError, Value, values

# A configuration of years has some hundred files of some kilobytes.
MAX_FILES = 5_000
MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 500_000
MAX_LINES = 100_000
MAX_SECONDS = 75.0
# The parser's time grows with the square of the depth; people nest a handful.
MAX_DEPTH = 200
# By a line: no household has more, and a hostile file has no end of them.
MAX_FINDINGS = 2_000
# A file that had to be read line by line: the structure around a value is not known.
BY_LINE = 0.6
_BRACKETS = re.compile(rb"[\[\]{}]")
# The key of a Zigbee network, as a list of numbers.
NETWORK_KEY_BYTES = 16


def scan(directory: Path) -> Scan:
    """Return the literal secrets below a directory. Blocking; reads regular files only."""
    begin = time.monotonic()
    found: list[Finding] = []
    capped: dict[str, None] = {}
    files = size = 0
    for source in source_files(directory):
        if source is None:
            capped["folder"] = None
            continue
        if reason := _cap(source, files, size, time.monotonic() - begin, len(found)):
            capped[reason] = None
            if reason == "file_size":
                continue
            break
        files, size = files + 1, size + source.size
        for each in _scanned(source, capped):
            found.append(each)
            if len(found) >= MAX_FINDINGS:
                break
    return Scan(
        findings=tuple(dict.fromkeys(found)),
        files=files,
        bytes=size,
        seconds=time.monotonic() - begin,
        capped=tuple(capped),
    )


def _cap(source: SourceFile, files: int, size: int, seconds: float, found: int) -> str | None:
    for reason, is_met in (
        ("files", files >= MAX_FILES),
        ("bytes", size + source.size > MAX_BYTES),
        ("seconds", seconds > MAX_SECONDS),
        ("findings", found >= MAX_FINDINGS),
        ("file_size", source.size > MAX_FILE_BYTES),
    ):
        if is_met:
            return reason
    return None


def _scanned(source: SourceFile, capped: dict[str, None]) -> Iterator[Finding]:
    text = _content(source.path)
    if text is None:
        capped["unreadable"] = None
        return
    told: set[int] = set()
    if source.role is not Role.ENV:
        try:
            for each in _parsed(source, text):
                told.add(each.line)
                yield each
            return
        except TooManyError:
            capped["values"] = None
        except yaml.YAMLError, ValueError:
            pass  # what was found up to here stays; the rest is read line by line
    confidence = 1.0 if source.role is Role.ENV else BY_LINE
    for value in lines(text.decode("utf-8", "replace"), MAX_LINES):
        for each in findings(source, value):
            if each.line not in told:
                yield replace(each, confidence=min(each.confidence, confidence))


def _content(path: Path) -> bytes | None:
    try:
        # Not waiting for a pipe in its place, not following a link.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_FILE_BYTES)


def _parsed(source: SourceFile, text: bytes) -> Iterator[Finding]:
    if _depth(text) > MAX_DEPTH:
        raise ValueError
    numbers: list[Value] = []
    for value in values(text, MAX_VALUES):
        if _is_part_of_key(value, numbers):
            numbers.append(value)
            if len(numbers) == NETWORK_KEY_BYTES:
                yield _network_key(source, numbers)
            continue
        numbers = []
        yield from findings(source, value)


def _depth(text: bytes) -> int:
    """Return how many brackets are open at once, at most; those in texts are counted too."""
    deepest = depth = 0
    for bracket in _BRACKETS.findall(text):
        depth = max(depth + (1 if bracket in (b"[", b"{") else -1), 0)
        deepest = max(deepest, depth)
    return deepest


def _is_part_of_key(value: Value, before: list[Value]) -> bool:
    return (
        value.place == len(before)
        and bool(value.path)
        and value.path[-1].lower() == "network_key"
        and value.text.isalnum()
        and len(value.text) <= len("0xff")
    )


def _network_key(source: SourceFile, numbers: list[Value]) -> Finding:
    return Finding(
        file=source.name,
        line=numbers[0].line,
        end_line=numbers[-1].end_line,
        key=".".join(numbers[0].path),
        kind=Kind.KEY,
        confidence=1.0,
        is_default=[value.text for value in numbers] == PUBLISHED_NETWORK_KEY,
    )


# Zigbee2MQTT's own before it made one at random.
PUBLISHED_NETWORK_KEY = [str(n) for n in (*range(1, 16, 2), *range(0, 13, 2), 13)]
