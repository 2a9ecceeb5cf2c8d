"""The first repairs, compared with every set of candidates."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given, strategies as st

from custom_components.security_posture.posture.model.ways import (
    Need,
    Position,
    Step,
    Sureness,
    Way,
)
from custom_components.security_posture.posture.ways.repairs import EXACT_UP_TO, first_repairs

NAMES = [f"c{n:02}" for n in range(12)]
MANY = [f"m{n}" for n in range(30)]
walls = st.lists(st.sets(st.sampled_from(NAMES), min_size=1, max_size=4), max_size=12)
costs = st.fixed_dictionaries({name: st.integers(1, 4) for name in NAMES})


def way(
    checks: set[str], sureness: Sureness = Sureness.OPEN, accepted: set[str] | None = None
) -> Way:
    step = Step(
        id="s",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=tuple(Need(check=check) for check in sorted(checks)),
    )
    return Way(steps=(step,), sureness=sureness, accepted=frozenset(accepted or ()))


def by_definition(found: list[set[str]], cost: Mapping[str, int]) -> tuple[str, ...]:
    """Return the best of all sets that break every wall."""
    candidates = sorted(set().union(*found), key=lambda name: (cost[name], name))
    for size in range(len(candidates) + 1):
        breaking = [
            chosen
            for chosen in combinations(candidates, size)
            if all(set(chosen) & wall for wall in found)
        ]
        if breaking:
            best = min(
                breaking,
                key=lambda chosen: (
                    sum(cost[name] for name in chosen),
                    [candidates.index(name) for name in chosen],
                ),
            )
            return tuple(sorted(best))
    raise AssertionError


@given(walls, costs)
def test_the_smallest_set_closes_all_ways(found: list[set[str]], cost: dict[str, int]) -> None:
    first = first_repairs([way(checks) for checks in found], cost)
    assert all(set(first) & checks for checks in found)
    expected = by_definition(found, cost)
    assert len(first) == len(expected)
    assert sum(cost[name] for name in first) == sum(cost[name] for name in expected)
    assert first == expected


@given(st.lists(st.sets(st.sampled_from(MANY), min_size=1, max_size=4), max_size=40))
def test_beyond_the_limit_all_ways_are_closed_too(found: list[set[str]]) -> None:
    # Pairs that nothing else is in are more candidates than are searched completely.
    pairs = [{f"a{n}", f"b{n}"} for n in range(EXACT_UP_TO)]
    cost = dict.fromkeys(set().union(*pairs, MANY), 1)
    first = first_repairs([way(checks) for checks in (*pairs, *found)], cost)
    assert all(set(first) & checks for checks in (*pairs, *found))
    assert sum(name.startswith(("a", "b")) for name in first) == EXACT_UP_TO


def test_beyond_the_limit_what_breaks_most_comes_first() -> None:
    pairs = [{f"a{n}", f"b{n}", "all"} for n in range(EXACT_UP_TO)]
    cost = dict.fromkeys(set().union(*pairs), 1)
    assert first_repairs(map(way, pairs), cost) == ("all",)


def test_no_ways_need_no_repair() -> None:
    assert first_repairs([], {}) == ()


def test_equally_many_repairs_are_the_easiest() -> None:
    ways = [way({"a", "b"}), way({"a", "b", "c"})]
    assert first_repairs(ways, {"a": 3, "b": 1, "c": 1}) == ("b",)


def test_a_way_that_cannot_be_told_needs_no_repair() -> None:
    assert first_repairs([way({"a"}, Sureness.UNTOLD)], {"a": 1}) == ()


def test_an_accepted_finding_stays() -> None:
    ways = [way({"a", "b"}, accepted={"a"}), way({"c"}, accepted={"c"})]
    assert first_repairs(ways, {"a": 1, "b": 4, "c": 1}) == ("b",)
