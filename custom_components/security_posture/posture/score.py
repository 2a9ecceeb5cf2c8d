"""The score: a second opinion after the state, with its arithmetic shown.

Findings of one cause count once, by the worst of them. The raw score is the share of
weight that passes among what could be told; the worst open finding caps it, and so does
too much that could not be told. An accepted finding caps nothing, and costs what it did.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from .model import Cap, Level, LostPoints, Result, Score, Severity, Status

# An open finding of this severity allows at most this score.
CAPS: Mapping[Severity, int] = MappingProxyType(
    {Severity.CRITICAL: 39, Severity.HIGH: 69, Severity.MEDIUM: 94}
)
# With this share of the weight unknown the score is a guess: shown as provisional.
MAX_UNKNOWN_SHARE = 0.2
PROVISIONAL_CAP = 89


@dataclass(frozen=True, slots=True)
class Tally:
    """The weight of the cause groups that pass, fail, and could not be told."""

    passing: int
    unknown: int
    failing: Mapping[str, int]  # by the check that counts for its group

    @property
    def conclusive(self) -> int:
        """Return the weight that could be told."""
        return self.passing + sum(self.failing.values())

    @property
    def too_much_unknown(self) -> bool:
        """Return whether too little could be told for a verdict."""
        return self.unknown > MAX_UNKNOWN_SHARE * (self.unknown + self.conclusive)


def tally(results: Iterable[Result]) -> Tally:
    """Return the weights by cause group."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.status is not Status.NOT_APPLICABLE:
            groups[result.cause].append(result)
    passing = hidden = 0
    failing = {}
    for members in groups.values():
        fails = [member for member in members if member.is_finding]
        if fails:
            worst = max(fails, key=lambda member: member.severity.weight)
            failing[worst.id] = worst.severity.weight
            continue
        weight = max(member.severity.weight for member in members)
        if any(member.status is Status.UNKNOWN for member in members):
            hidden += weight
        else:
            passing += weight
    return Tally(passing, hidden, failing)


def score(results: Iterable[Result]) -> Score:
    """Return the score of the results; its value is None when nothing could be told."""
    results = tuple(results)
    weights = tally(results)
    provisional = weights.too_much_unknown or any(
        result.status is Status.UNKNOWN and result.severity is Severity.CRITICAL
        for result in results
    )
    if not weights.conclusive:
        return Score(None, None, provisional, None, ())
    lost = _lost(weights)
    raw = 100 - sum(row.points for row in lost)
    cap = _cap(results)
    ceiling = min(cap.at if cap else 100, PROVISIONAL_CAP if provisional else 100)
    return Score(min(raw, ceiling), raw, provisional, cap, lost)


def gains(results: Iterable[Result], level: Level) -> dict[str, int]:
    """Return by how many points the score would rise if each finding alone were put right."""
    results = tuple(results)
    now = score(results).value or 0
    rises = {}
    for at, finding in enumerate(results):
        if finding.is_finding:
            weight = finding.check.severity.at(level)
            right = replace(finding, status=Status.PASS, severity=weight, accepted=None)
            then = score((*results[:at], right, *results[at + 1 :])).value or 0
            rises[finding.id] = then - now
    return {check_id: points for check_id, points in rises.items() if points > 0}


def _lost(weights: Tally) -> tuple[LostPoints, ...]:
    """Return what each cause costs, the dearest first, in whole points that add up."""
    rows = []
    counted = shown = 0
    for check_id, weight in sorted(weights.failing.items(), key=lambda item: (-item[1], item[0])):
        counted += weight
        rounded_up = -(-100 * counted // weights.conclusive)
        rows.append(LostPoints(check_id, rounded_up - shown))
        shown = rounded_up
    return tuple(rows)


def _cap(results: tuple[Result, ...]) -> Cap | None:
    capping = [result for result in results if result.is_open and result.severity in CAPS]
    if not capping:
        return None
    worst = min(capping, key=lambda result: (CAPS[result.severity], result.id))
    return Cap(worst.id, CAPS[worst.severity])
