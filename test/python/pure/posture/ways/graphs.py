"""Random steps and results, and a slow model of ways that only follows their definition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, permutations
from types import MappingProxyType

from hypothesis import strategies as st

from custom_components.security_posture.posture.model import Result, Severity
from custom_components.security_posture.posture.model.ways import (
    Circumstance,
    Need,
    Position,
    Step,
    Sureness,
    Way,
)

from ..test_score import result

CHECKS = ("c0", "c1", "c2", "c3")
STATUSES = ("pass", "fail", "unknown", "not_applicable")
OUTSIDE = {Position.INTERNET, Position.HOME_NETWORK, Position.WEBSITE, Position.PUBLISHER}
GOALS = {Position.MACHINE, Position.ADMINISTRATOR, Position.SECRETS, Position.DEVICES}
FINAL = {Position.MACHINE, Position.ADMINISTRATOR}
# Least sure first.
RANKS = [Sureness.UNTOLD, Sureness.EFFORT, Sureness.OPEN]
FACTS = (Circumstance.EXPOSED, Circumstance.FLAW)

# A step and how sure it is.
type Open = Mapping[Step, Sureness]


@st.composite
def steps(draw: st.DrawFn, max_size: int = 6) -> tuple[Step, ...]:
    """Return steps between few positions, so that many of them make chains."""
    positions = st.sampled_from(
        [
            *(Position.INTERNET, Position.HOME_NETWORK, Position.ORDINARY_ACCOUNT),
            *(Position.SECRETS, Position.ADMINISTRATOR, Position.MACHINE),
        ]
    )
    found = []
    for n in range(draw(st.integers(1, max_size))):
        start, end = draw(st.tuples(positions, positions).filter(lambda both: both[0] != both[1]))
        checks = draw(st.sets(st.sampled_from(CHECKS), min_size=1, max_size=2))
        others = [f"s{m}" for m in range(max_size) if m != n]
        found.append(
            Step(
                id=f"s{n}",
                start=start,
                end=end,
                needs=tuple(Need(check=check) for check in sorted(checks)),
                facts=tuple(draw(st.sets(st.sampled_from(FACTS), max_size=1))),
                sureness=draw(st.sampled_from([Sureness.OPEN, Sureness.EFFORT])),
                pretended=draw(st.booleans()),
                on_site=draw(st.booleans()),
                after=frozenset(draw(st.just(set()) | st.sets(st.sampled_from(others)))),
            )
        )
    return tuple(found)


known_facts = st.fixed_dictionaries({fact: st.sampled_from([True, False, None]) for fact in FACTS})
statuses = st.fixed_dictionaries({check: st.sampled_from(STATUSES) for check in CHECKS})


def results_of(
    found: Mapping[str, str], variants: Mapping[str, str] | None = None
) -> dict[str, Result]:
    """Return the results of checks with these statuses; `variants` are those of failures."""
    chosen = variants or {}
    return {
        check: replace(
            result(check, status, Severity.HIGH),
            params=MappingProxyType({"variant": chosen[check]} if check in chosen else {}),
        )
        for check, status in found.items()
    }


def open_by_definition(
    found: Iterable[Step],
    status: Mapping[str, str],
    known: Mapping[Circumstance, bool | None],
) -> dict[Step, Sureness]:
    """Return the open and untold steps."""
    rows = {}
    for step in found:
        checks = {status[need.check] for need in step.needs}
        facts = {known[fact] for fact in step.facts}
        if checks <= {"fail", "unknown"} and False not in facts:
            is_told = checks <= {"fail"} and None not in facts
            rows[step] = step.sureness if is_told else Sureness.UNTOLD
    return rows


def ways_by_definition(found: Open) -> list[tuple[tuple[str, ...], Sureness]]:
    """Return the steps and the sureness of every minimal way, in the promised order."""
    ways = [Way(steps=path, sureness=weakest(path, found)) for path in _chains(tuple(found))]
    ways.sort(key=_place)
    kept = []
    for n, way in enumerate(ways):
        others = [(m, other) for m, other in enumerate(ways) if m != n and other.start == way.start]
        at_least_as_sure = [
            (m, other)
            for m, other in others
            if RANKS.index(other.sureness) >= RANKS.index(way.sureness)
        ]
        is_needless = any(
            other.end == way.end
            and other.checks <= way.checks
            and (m < n or other.checks < way.checks)
            for m, other in at_least_as_sure
        )
        goes_on = any(
            other.checks == way.checks and other.steps[: len(way.steps)] == way.steps
            for _m, other in at_least_as_sure
        )
        if not is_needless and not goes_on:
            kept.append((tuple(step.id for step in way.steps), way.sureness))
    return kept


def weakest(path: Iterable[Step], found: Open) -> Sureness:
    """Return how sure a chain is."""
    return RANKS[min(RANKS.index(found[step]) for step in path)]


def _chains(found: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    for length in range(1, len(found) + 1):
        for path in permutations(found, length):
            if _is_way(path):
                yield path


def _is_way(path: tuple[Step, ...]) -> bool:
    visited = [path[0].start, *(step.end for step in path)]
    pairs = list(pairwise(path))
    return (
        path[0].start in OUTSIDE
        and path[-1].end in GOALS
        and len(set(visited)) == len(visited)
        and not FINAL & set(visited[:-1])
        and not path[0].after
        and all(one.end == other.start for one, other in pairs)
        and all(not other.after or one.id in other.after for one, other in pairs)
        and not any(other.on_site and one.pretended for one, other in pairs)
    )


def _place(way: Way) -> tuple[int, int, int, tuple[str, ...]]:
    gravity = ["machine", "administrator", "secrets", "devices"].index(way.end)
    names = tuple(step.id for step in way.steps)
    return (-RANKS.index(way.sureness), len(way.steps), gravity, names)
