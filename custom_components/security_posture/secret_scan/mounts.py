"""Merge what is found in a file that is included below several keys."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .cache import Entry
from .model import Finding


class _Place(NamedTuple):
    """Where a finding is in its own file."""

    line: int
    end_line: int
    key: str  # without the keys above the include
    in_comment: bool


def at_each_mount(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield each finding once, as found below the keys that make it the most certain."""
    found: dict[_Place, list[Finding]] = {}
    for entry in entries:
        of_mount: dict[_Place, list[Finding]] = {}
        for finding in entry.findings:
            of_mount.setdefault(_place(finding, entry.mount), []).append(finding)
        for place, findings in of_mount.items():
            if place not in found or _certainty(findings) > _certainty(found[place]):
                found[place] = findings
    for findings in found.values():
        yield from findings


def _place(finding: Finding, mount: tuple[str, ...]) -> _Place:
    key = finding.key.removeprefix(".".join(mount)).removeprefix(".")
    return _Place(finding.line, finding.end_line, key, finding.in_comment)


def _certainty(findings: list[Finding]) -> float:
    return max(finding.confidence for finding in findings)
