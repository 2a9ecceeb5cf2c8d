"""Run all checks and build the report."""

from dataclasses import replace
from datetime import datetime
import logging
from types import MappingProxyType

from .acceptance import check_key, end_reason, expired, is_in_force
from .checks import CHECKS, RegisteredCheck
from .exposure import assess
from .facts import Facts, Reason, Unavailable
from .model import (
    NOTHING_ACCEPTED,
    Acceptances,
    EndReason,
    Exposure,
    Level,
    Outcome,
    Report,
    Result,
    Severities,
    Severity,
    Status,
    unknown,
)
from .other_tools import better_path
from .score import score
from .summary import summarize

_LOGGER = logging.getLogger(__name__)

# Rows of evidence kept for each finding: bounded in memory and on the wire.
MAX_EVIDENCE = 100
# Rows that acceptances compare by identity; further rows are only counted.
MAX_IDENTITIES = 1_000


def evaluate(
    facts: Facts,
    now: datetime,
    previous: Report | None = None,
    *,
    read_at: datetime | None = None,
    accepted: Acceptances = NOTHING_ACCEPTED,
) -> Report:
    """Return the report of `facts` at `now`; `read_at` is when the oldest of them was read.

    A check that failed in the `previous` report and is unknown now keeps failing: losing access to
    a fact never looks like a fix. `accepted` are the accepted findings; the report says which of
    these acceptances have ended.
    """
    exposure = assess(facts, previous.exposure if previous else None)
    results = tuple(
        _carry_forward(_result(check_id, registered, facts, now, exposure.level), previous)
        for check_id, registered in CHECKS.items()
    )
    results, ended = _apply_acceptances(results, accepted, exposure, now)
    points = score(results)
    return Report(
        summary=summarize(facts, results, points, now, read_at or now),
        exposure=exposure,
        score=points,
        results=results,
        ended=MappingProxyType(ended),
    )


def missing(facts: Facts, need: str) -> Unavailable | None:
    """Return why the fact at the path `need` is unavailable, or None if it is available."""
    found: object = facts
    for name in need.split("."):
        found = getattr(found, name)
        if isinstance(found, Unavailable):
            return found
    return None


def _result(
    check_id: str, registered: RegisteredCheck, facts: Facts, now: datetime, level: Level
) -> Result:
    outcome = _evaluate_check(check_id, registered, facts, now)
    lasting = [row.identity for row in outcome.evidence if not row.fleeting]
    return Result(
        id=check_id,
        check=registered.check,
        status=outcome.status,
        severity=_severity(outcome.severity or registered.check.severity, level),
        reason=outcome.reason,
        params=outcome.params,
        evidence=outcome.evidence[:MAX_EVIDENCE],
        better_path=better_path(check_id, facts.tools),
        identities=tuple(lasting[:MAX_IDENTITIES]),
        rows=len(lasting),
    )


def _evaluate_check(
    check_id: str, registered: RegisteredCheck, facts: Facts, now: datetime
) -> Outcome:
    for need in registered.check.needs:
        if gap := missing(facts, need):
            return unknown(gap.reason)
    try:
        return registered.evaluate(facts, now)
    except Exception as err:  # noqa: BLE001 - a broken check must not stop the others
        _LOGGER.debug("Check %s failed with %s", check_id, type(err).__name__)
        return unknown(Reason.INTERNAL)


def _severity(severity: Severity | Severities, level: Level) -> Severity:
    return severity.at(level) if isinstance(severity, Severities) else severity


def _carry_forward(result: Result, previous: Report | None) -> Result:
    # An assumed pass does not resolve a finding either.
    if previous is None or result.is_conclusive:
        return result
    for before in previous.results:
        if before.id == result.id and before.status is Status.FAIL:
            since = before.since or previous.summary.checked_at
            return replace(
                before,
                reason=result.reason,
                since=since,
                better_path=result.better_path,
                accepted=None,
            )
    return result


def _apply_acceptances(
    results: tuple[Result, ...], accepted: Acceptances, exposure: Exposure, now: datetime
) -> tuple[tuple[Result, ...], dict[str, EndReason]]:
    """Return the results with their acceptances, and the acceptances that have ended."""
    ended = expired(accepted, now)
    reviewed = []
    for result in results if accepted.active else ():
        key = check_key(accepted.salt, result.id)
        acceptance = None if key in ended else accepted.active.get(key)
        if acceptance and (why := end_reason(acceptance, result, exposure, accepted)):
            ended[key] = why
        elif acceptance and is_in_force(acceptance, result, now):
            result = replace(result, accepted=acceptance)  # noqa: PLW2901
        reviewed.append(result)
    return tuple(reviewed) or results, ended
