"""Run all checks and build the report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
import logging
from types import MappingProxyType

from .acceptance import check_key, end_reason, expired, is_in_force
from .checks import CHECKS, RegisteredCheck
from .exposure import assess
from .facts import Facts, Reason, Unavailable
from .freshness import outdated_sources
from .metrics import collect_metrics
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
from .ways import find

_LOGGER = logging.getLogger(__name__)

# Rows of evidence kept for each finding: bounded in memory and on the wire.
MAX_EVIDENCE = 100
# Rows that acceptances compare by identity; further rows are only counted.
MAX_IDENTITIES = 1_000
# When each source was read: all of them now.
READ_NOW: Mapping[str, datetime] = MappingProxyType({})


def evaluate(
    facts: Facts,
    now: datetime,
    previous: Report | None = None,
    *,
    read_at: Mapping[str, datetime] = READ_NOW,
    accepted: Acceptances = NOTHING_ACCEPTED,
) -> Report:
    """Return the report of `facts` at `now`; `read_at` is when each source was read, if before.

    A check that failed in the `previous` report and is unknown now keeps failing: losing access to
    a fact never looks like a fix. Nor does the clock alone open or worsen a finding: the check
    keeps its previous result, and the report says which sources to read again. `accepted` are the
    accepted findings; the report says which of these acceptances have ended.
    """
    exposure = assess(facts, previous.exposure if previous else None)
    outcomes, outdated = _evaluate_checks(facts, now, read_at)
    results = tuple(
        _keep(_result(check_id, outcome, facts, exposure.level), previous, check_id in outdated)
        for check_id, outcome in outcomes.items()
    )
    results, ended = _apply_acceptances(results, accepted, exposure, now)
    points = score(results)
    ways = find(facts, results, exposure, now, previous.ways if previous else None)
    checked_at = min(read_at.values(), default=now)
    return Report(
        summary=summarize(
            results, points, collect_metrics(facts, now), ways.from_internet, checked_at
        ),
        exposure=exposure,
        score=points,
        results=results,
        ways=ways,
        ended=MappingProxyType(ended),
        outdated=frozenset(chain.from_iterable(outdated.values())),
    )


def missing(facts: Facts, need: str) -> Unavailable | None:
    """Return why the fact at the path `need` is unavailable, or None if it is available."""
    found: object = facts
    for name in need.split("."):
        found = getattr(found, name)
        if isinstance(found, Unavailable):
            return found
    return None


def _evaluate_checks(
    facts: Facts, now: datetime, read_at: Mapping[str, datetime]
) -> tuple[dict[str, Outcome], dict[str, frozenset[str]]]:
    """Return the outcome of every check, and the sources to read again by check."""
    outcomes, outdated = {}, {}
    for check_id, registered in CHECKS.items():
        judge = partial(_evaluate_check, check_id, registered)
        outcome = judge(facts, now)
        if outcome.status is Status.FAIL and (
            sources := outdated_sources(judge, facts, now, read_at)
        ):
            outdated[check_id], outcome = sources, unknown(Reason.OUTDATED)
        outcomes[check_id] = outcome
    return outcomes, outdated


def _result(check_id: str, outcome: Outcome, facts: Facts, level: Level) -> Result:
    check = CHECKS[check_id].check
    lasting = [row.identity for row in outcome.evidence if not row.fleeting]
    return Result(
        id=check_id,
        check=check,
        status=outcome.status,
        severity=_severity(outcome.severity or check.severity, level),
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


def _keep(result: Result, previous: Report | None, is_outdated: bool) -> Result:
    """Return the result, or the previous one where that must not be lost."""
    # An assumed pass does not resolve a finding either.
    if previous is None or result.is_conclusive:
        return result
    before = next((row for row in previous.results if row.id == result.id), None)
    if before is None:
        return result
    if is_outdated:
        return replace(before, accepted=None)
    if before.status is not Status.FAIL:
        return result
    return replace(
        before,
        reason=result.reason,
        since=before.since or previous.summary.checked_at,
        better_path=result.better_path,
        accepted=None,
    )


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
