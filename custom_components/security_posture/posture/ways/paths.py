"""Find the minimal ways from outside to something worth protecting."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.ways import Position, Step, Way
from .open_steps import OpenSteps

STARTS: Final = (Position.INTERNET, Position.HOME_NETWORK, Position.WEBSITE, Position.PUBLISHER)
# Gravest first.
ENDS: Final = (Position.MACHINE, Position.ADMINISTRATOR, Position.SECRETS, Position.DEVICES)
# What an administrator of Home Assistant reaches from there is said once: how far.
_LAST: Final = (Position.MACHINE, Position.ADMINISTRATOR)


def find_ways(steps: OpenSteps, accepted: frozenset[str] = frozenset()) -> tuple[Way, ...]:
    """Return the minimal ways, first the surest, then the shortest, then by what they reach.

    `accepted` are the checks whose findings are accepted.
    """
    outgoing: dict[Position, list[Step]] = {}
    for step in sorted(steps, key=lambda step: step.id):
        outgoing.setdefault(step.start, []).append(step)
    ways = [
        Way(steps=path, sureness=min((steps[step] for step in path), key=lambda each: each.rank))
        for start in STARTS
        for path in _paths(outgoing, start, ())
    ]
    kept = _minimal(sorted(ways, key=_order))
    return tuple(
        Way(steps=way.steps, sureness=way.sureness, accepted=way.checks & accepted) for way in kept
    )


def may_follow(step: Step, previous: Step | None) -> bool:
    """Return whether a step can be taken directly after another one, or as the first."""
    if previous is None:
        return not step.after
    if step.after and previous.id not in step.after:
        return False
    return not (step.on_site and previous.pretended)


def _paths(
    outgoing: dict[Position, list[Step]], at: Position, path: tuple[Step, ...]
) -> Iterator[tuple[Step, ...]]:
    """Yield each path onwards that visits no position twice and ends at one of the ends."""
    been = {step.start for step in path}
    previous = path[-1] if path else None
    for step in outgoing.get(at, ()):
        if step.end in been or not may_follow(step, previous):
            continue
        longer = (*path, step)
        if step.end in ENDS:
            yield longer
        if step.end not in _LAST:
            yield from _paths(outgoing, step.end, longer)


def _minimal(ways: Iterable[Way]) -> list[Way]:
    """Return the ways that no other one makes superfluous; `ways` are in their final order.

    A way is superfluous beside another one between the same positions that needs no other checks
    and is as sure, and beside its own continuation that needs nothing more.
    """
    rows = [(way, way.checks) for way in ways]
    return [
        way
        for n, (way, checks) in enumerate(rows)
        if not any(
            n != m
            and way.start is other.start
            and way.sureness.rank <= other.sureness.rank
            and (
                _replaces(way, checks, other, others, is_before=m < n)
                or (checks == others and _continues(other, way))
            )
            for m, (other, others) in enumerate(rows)
        )
    ]


def _replaces(
    way: Way, checks: frozenset[str], other: Way, others: frozenset[str], *, is_before: bool
) -> bool:
    if way.end is not other.end or not others <= checks:
        return False
    is_equal = others == checks and way.sureness is other.sureness
    return is_before or not is_equal


def _continues(longer: Way, way: Way) -> bool:
    n = len(way.steps)
    return len(longer.steps) > n and longer.steps[:n] == way.steps


def _order(way: Way) -> tuple[object, ...]:
    return (
        -way.sureness.rank,
        len(way.steps),
        ENDS.index(way.end),
        tuple(step.id for step in way.steps),
    )
