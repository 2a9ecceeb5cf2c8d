"""Summarize a report: overall state, counts, status of each area, metrics."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from .model import (
    Area,
    AreaStatus,
    Counts,
    Metrics,
    Result,
    Score,
    Severity,
    State,
    Status,
    Summary,
    WaysIn,
)
from .score import tally

SEVERE = (Severity.CRITICAL, Severity.HIGH)
# A home reached over http in its own network has a finding of low severity for ever. A state that
# could never be good would be ignored, so low findings are counted and listed only.
NEEDS_ATTENTION = (*SEVERE, Severity.MEDIUM)


def summarize(
    results: tuple[Result, ...],
    points: Score,
    metrics: Metrics,
    ways_in: WaysIn,
    checked_at: datetime,
) -> Summary:
    """Return the summary of the results; `checked_at` is the time of the oldest fact."""
    return Summary(
        checked_at=checked_at,
        state=state(results),
        score=points.value,
        provisional=points.provisional,
        counts=_counts(results),
        area_statuses=_area_statuses(results),
        metrics=metrics,
        ways_in=ways_in,
    )


def state(results: tuple[Result, ...]) -> State:
    """Return the overall state. An unknown result never improves it."""
    weights = tally(results)
    severities = _open_severities(results)
    if not severities.isdisjoint(SEVERE):
        return State.AT_RISK
    if weights.too_much_unknown or not weights.conclusive:
        return State.UNKNOWN
    if not severities.isdisjoint(NEEDS_ATTENTION):
        return State.ATTENTION
    if any(result.status is Status.UNKNOWN and result.severity in SEVERE for result in results):
        return State.UNKNOWN
    return State.GOOD


def _open_severities(results: Iterable[Result]) -> set[Severity]:
    return {result.severity for result in results if result.is_open}


def _counts(results: Iterable[Result]) -> Counts:
    severities: Counter[Severity] = Counter()
    statuses: Counter[Status] = Counter()
    for result in results:
        if result.is_open:
            severities[result.severity] += 1
        elif not result.is_finding:
            # A failed check of severity info needs no action, so it counts as passed.
            is_info = result.status is Status.FAIL
            statuses[Status.PASS if is_info else result.status] += 1
    return Counts(
        critical=severities[Severity.CRITICAL],
        high=severities[Severity.HIGH],
        medium=severities[Severity.MEDIUM],
        low=severities[Severity.LOW],
        unknown=statuses[Status.UNKNOWN],
        accepted=sum(result.accepted is not None for result in results),
        passed=statuses[Status.PASS],
        not_applicable=statuses[Status.NOT_APPLICABLE],
    )


def _area_statuses(results: tuple[Result, ...]) -> Mapping[Area, AreaStatus]:
    return MappingProxyType(
        {area: _area_status([r for r in results if r.check.area is area]) for area in Area}
    )


def _area_status(results: list[Result]) -> AreaStatus:
    severities = _open_severities(results)
    if not severities.isdisjoint(SEVERE):
        return AreaStatus.FAIL
    if not severities.isdisjoint(NEEDS_ATTENTION):
        return AreaStatus.WARN
    statuses = {result.status for result in results}
    if Status.UNKNOWN in statuses:
        return AreaStatus.UNKNOWN
    if statuses & {Status.PASS, Status.FAIL}:
        return AreaStatus.PASS
    return AreaStatus.NOT_APPLICABLE
