"""Calculate the score, an addition to the state, with its parts.

Findings with the same cause count once, with the highest severity. The raw score is the passing
share of the weight with a known result. The most severe open finding caps the score, and so do
too many unknown results. An accepted finding sets no cap, but costs the same points.
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
# Above this share of unknown weight, the score is provisional.
MAX_UNKNOWN_SHARE = 0.2
PROVISIONAL_CAP = 89


@dataclass(frozen=True, slots=True)
class Tally:
    """The weight of the cause groups that pass, fail and are unknown."""

    passing: int
    unknown: int
    failing: Mapping[str, int]  # by the check with the highest severity of its group

    @property
    def conclusive(self) -> int:
        """Return the weight with a known result."""
        return self.passing + sum(self.failing.values())

    @property
    def too_much_unknown(self) -> bool:
        """Return whether the unknown share is too large for a verdict."""
        return self.unknown > MAX_UNKNOWN_SHARE * (self.unknown + self.conclusive)


def tally(results: Iterable[Result]) -> Tally:
    """Return the weights by cause group."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.status is not Status.NOT_APPLICABLE:
            groups[result.cause].append(result)
    passing = unknown = 0
    failing = {}
    for members in groups.values():
        fails = [member for member in members if member.is_finding]
        if fails:
            worst = max(fails, key=lambda member: member.severity.weight)
            failing[worst.id] = worst.severity.weight
            continue
        weight = max(member.severity.weight for member in members)
        if any(member.status is Status.UNKNOWN for member in members):
            unknown += weight
        else:
            passing += weight
    return Tally(passing, unknown, failing)


def score(results: Iterable[Result]) -> Score:
    """Return the score of the results; its value is None when every result is unknown."""
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
    """Return how many points fixing each finding alone would add."""
    results = tuple(results)
    now = score(results).value or 0
    gained = {}
    for at, finding in enumerate(results):
        if finding.is_finding:
            severity = finding.check.severity.at(level)
            fixed = replace(finding, status=Status.PASS, severity=severity, accepted=None)
            then = score((*results[:at], fixed, *results[at + 1 :])).value or 0
            gained[finding.id] = then - now
    return {check_id: points for check_id, points in gained.items() if points > 0}


def _lost(weights: Tally) -> tuple[LostPoints, ...]:
    """Return the points that each cause costs, most first; rounded so that the sum is exact."""
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
