"""Compare two reports: findings that were opened, resolved, accepted and reopened.

A finding is open when its check fails with a severity above info and it is not accepted. An
unknown or assumed result keeps the last known one, also across restarts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from .model import Report, Result, Severity, State, Status
from .model.ways import Position, Way
from .summary import NEEDS_ATTENTION, SEVERE

RETENTION: Final = timedelta(days=400)
MAX_CHANGES: Final = 2_000
MAX_LISTED: Final = 200
# The check whose findings can be confirmed.
CONFIRMABLE: Final = "unexpected_admin"

_BEST_FIRST: Final = (State.GOOD, State.UNKNOWN, State.ATTENTION, State.AT_RISK)


class ChangeKind(StrEnum):
    """How a finding changed."""

    OPENED = "opened"
    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    REOPENED = "reopened"  # it was accepted before
    CONFIRMED = "confirmed"  # an administrator knows the new administrators or tokens


class Direction(StrEnum):
    """Whether a report worsened or improved the posture."""

    WORSENED = "worsened"
    IMPROVED = "improved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one finding."""

    at: datetime
    kind: ChangeKind
    check_id: str
    severity: Severity
    by: str | None = None  # who confirmed it, as the key of a user


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that is not resolved."""

    severity: Severity
    accepted: bool = False


@dataclass(frozen=True, slots=True, order=True)
class KnownWay:
    """What identifies a way in: what it reaches, and the checks that must fail for it."""

    end: Position
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """The open findings of a report, which the next report is compared with."""

    state: State
    findings: Mapping[str, Finding]  # by check id
    # From the internet; None: an earlier version did not store them.
    ways: frozenset[KnownWay] | None = None


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """The changes of one report; `direction` is None if nothing worsened or improved."""

    open_findings: OpenFindings
    changes: tuple[Change, ...]
    direction: Direction | None
    way_in_opened: bool = False  # from the internet


def compare(
    before: OpenFindings | None,
    report: Report,
    now: datetime,
    *,
    in_startup_grace: bool = False,
    pending_after_start: Collection[str] = (),
) -> ReportDiff:
    """Return what `report` changed since `before`, which is None for the first report.

    The first report opens all its findings, without a direction. `in_startup_grace`: a change from
    good to unknown does not count yet. `pending_after_start`: checks whose findings are not
    resolved yet, because their subject may load later.
    """
    known = before.findings if before else {}
    findings = {
        result.id: found
        for result in report.results
        if (found := _found(result, known, pending_after_start)) is not None
    }
    state = _effective_state(report.summary.state, findings.values())
    if before and in_startup_grace and (before.state, state) == (State.GOOD, State.UNKNOWN):
        state = State.GOOD
    ways = _ways(before, report, in_startup_grace=in_startup_grace)
    open_findings = OpenFindings(state, findings, ways)
    changes = tuple(
        Change(now, kind, result.id, (findings.get(result.id) or known[result.id]).severity)
        for result in report.results
        if (kind := _kind(known.get(result.id), findings.get(result.id))) is not None
    )
    return ReportDiff(
        open_findings,
        changes,
        _direction(before, open_findings, changes) if before else None,
        way_in_opened=bool(before and before.ways is not None and ways - before.ways),
    )


def confirmed(known: OpenFindings | None, by: str, now: datetime) -> Change:
    """Return the change when a user, as a key, confirms the new administrators and tokens."""
    finding = known.findings.get(CONFIRMABLE) if known else None
    severity = finding.severity if finding else Severity.HIGH
    return Change(now, ChangeKind.CONFIRMED, CONFIRMABLE, severity, by)


def pruned(changes: Iterable[Change], now: datetime) -> list[Change]:
    """Return the changes to keep (oldest first).

    A wrong clock may have left times in the future; they are set to `now`.
    """
    kept = [
        change if change.at <= now else replace(change, at=now)
        for change in changes
        if change.at > now - RETENTION
    ]
    return kept[-MAX_CHANGES:]


def newest_first(changes: Sequence[Change], now: datetime) -> list[Change]:
    """Return the changes to list, newest first, with descending times up to `now`."""
    rows: list[Change] = []
    latest = now
    for change in reversed(changes[-MAX_LISTED:]):
        latest = min(latest, change.at)
        rows.append(replace(change, at=latest))
    return [row for row in rows if row.at > now - RETENTION]


def _ways(
    before: OpenFindings | None, report: Report, *, in_startup_grace: bool
) -> frozenset[KnownWay]:
    """Return the ways in from the internet.

    One that cannot be told now stays, as do all of them after a start, when not everything is back.
    """
    told = {_key(way) for way in report.ways.told_from(Position.INTERNET)}
    known = (before and before.ways) or frozenset()
    kept = known if in_startup_grace else known & {_key(way) for way in report.ways.ways}
    return kept | told


def _key(way: Way) -> KnownWay:
    return KnownWay(way.end, tuple(sorted(way.checks)))


def _found(
    result: Result, known: Mapping[str, Finding], pending_after_start: Collection[str]
) -> Finding | None:
    if result.is_finding:
        return Finding(result.severity, accepted=result.accepted is not None)
    if result.status is not Status.FAIL and (
        not result.is_conclusive or result.id in pending_after_start
    ):
        return known.get(result.id)
    return None


def _kind(before: Finding | None, after: Finding | None) -> ChangeKind | None:
    if after is None:
        return ChangeKind.RESOLVED if before else None
    if before and before.accepted == after.accepted:
        return None
    if after.accepted:
        return ChangeKind.ACCEPTED
    return ChangeKind.REOPENED if before else ChangeKind.OPENED


def _effective_state(reported: State, findings: Iterable[Finding]) -> State:
    """Return the reported state, or a worse one that findings no longer visible require."""
    severities = {finding.severity for finding in findings if not finding.accepted}
    required = State.GOOD
    if not severities.isdisjoint(SEVERE):
        required = State.AT_RISK
    elif not severities.isdisjoint(NEEDS_ATTENTION):
        required = State.ATTENTION
    return max(reported, required, key=_BEST_FIRST.index)


def _direction(
    before: OpenFindings, after: OpenFindings, changes: tuple[Change, ...]
) -> Direction | None:
    kinds = {change.kind for change in changes}
    step = _BEST_FIRST.index(after.state) - _BEST_FIRST.index(before.state)
    if (
        step > 0
        or kinds & {ChangeKind.OPENED, ChangeKind.REOPENED}
        or _severity_rose(before, after)
    ):
        return Direction.WORSENED
    # Accepting a finding that was not open before is no improvement.
    is_eased = any(
        change.kind is ChangeKind.RESOLVED
        or (change.kind is ChangeKind.ACCEPTED and change.check_id in before.findings)
        for change in changes
    )
    return Direction.IMPROVED if step < 0 or is_eased else None


def _severity_rose(before: OpenFindings, after: OpenFindings) -> bool:
    """Return whether the severity of an open finding rose; such a rise is no Change of its own."""
    return any(
        not found.accepted and known.severity.weight < found.severity.weight
        for check_id, found in after.findings.items()
        if (known := before.findings.get(check_id)) is not None
    )
