"""Tell a failure that the facts show from one that is only due to the time since they were read.

Sources are read at different times. A certificate may have been renewed and a backup made since:
what was read then is no evidence of what has expired now.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from .facts import Facts
from .model import Outcome, Status

NOTHING_OUTDATED: frozenset[str] = frozenset()


def outdated_sources(
    judge: Callable[[Facts, datetime], Outcome],
    facts: Facts,
    now: datetime,
    read_at: Mapping[str, datetime],
) -> frozenset[str]:
    """Return the sources to read again before the failure of a check is reported.

    There are none if it failed in the same way when the oldest of its facts was read. A source
    that is not in `read_at` was read `now`.
    """
    used = _RecordedFacts(facts)
    outcome = judge(cast("Facts", used), now)
    older = {name for name in used.sources if read_at.get(name, now) < now}
    if outcome.status is not Status.FAIL or not older:
        return NOTHING_OUTDATED
    then = judge(facts, min(read_at[name] for name in older))
    return frozenset(older) if _is_worse(outcome, then) else NOTHING_OUTDATED


class _RecordedFacts:
    """Facts that record which sources a check reads, beyond those it always needs."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.sources: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.sources.add(name)
        return getattr(self._facts, name)


def _is_worse(outcome: Outcome, then: Outcome) -> bool:
    """Return whether a failure differs from `then`, or has rows that were not there."""
    return _kind(outcome) != _kind(then) or not _rows(outcome) <= _rows(then)


def _kind(outcome: Outcome) -> tuple[object, ...]:
    return outcome.status, outcome.severity, outcome.params.get("variant")


def _rows(outcome: Outcome) -> Counter[tuple[str, str]]:
    return Counter(row.identity for row in outcome.evidence if not row.fleeting)
