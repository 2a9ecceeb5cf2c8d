"""Find the smallest set of findings whose repair closes every way."""

from collections.abc import Iterable, Mapping
from typing import Final

from ..model.ways import Way

# So many candidates are searched completely; beyond, the best next one is taken each time.
EXACT_UP_TO: Final = 20

# What it costs to repair the findings of a check: less is easier.
type Costs = Mapping[str, int]
# One bit for each candidate, the best first.
type _Set = int


def first_repairs(ways: Iterable[Way], costs: Costs) -> tuple[str, ...]:
    """Return the checks to repair first, so that no told way is left that is not accepted.

    The smallest set; of equal ones, the easiest, then the first by name. An accepted finding is
    to stay, so other findings of its way close it, and a way with nothing else remains.
    """
    walls = {way.checks - way.accepted for way in ways if way.is_told}
    walls.discard(frozenset())
    candidates = sorted(set().union(*walls), key=lambda check: (costs[check], check))
    bits = {check: 1 << n for n, check in enumerate(candidates)}
    needed = _smallest_only({sum(bits[check] for check in wall) for wall in walls})
    left = [check for check in candidates if any(bits[check] & wall for wall in needed)]
    weights = {bits[check]: costs[check] for check in left}
    choose = _exact if len(left) <= EXACT_UP_TO else _greedy
    chosen = choose(needed, weights)
    return tuple(sorted(check for check in left if bits[check] & chosen))


def _smallest_only(walls: set[_Set]) -> list[_Set]:
    """Return the walls that contain no other one: who breaks that one breaks both."""
    return sorted(
        wall
        for wall in walls
        if not any(other != wall and other & wall == other for other in walls)
    )


def _exact(walls: list[_Set], weights: Mapping[_Set, int]) -> _Set:
    """Return the best set that breaks every wall."""
    order = list(weights)

    def rank(chosen: _Set) -> tuple[int, int, list[int]]:
        bits = [n for n, bit in enumerate(order) if bit & chosen]
        return len(bits), sum(weights[order[n]] for n in bits), bits

    best = sum(order)
    best_rank = rank(best)

    def search(chosen: _Set, excluded: _Set) -> None:
        nonlocal best, best_rank
        open_walls = [wall & ~excluded for wall in walls if not wall & chosen]
        if not open_walls:
            if (found := rank(chosen)) < best_rank:
                best, best_rank = chosen, found
            return
        if chosen.bit_count() + _at_least(open_walls) > best_rank[0]:
            return
        narrow = min(open_walls, key=int.bit_count)
        for bit in order:
            if bit & narrow:
                search(chosen | bit, excluded)
                excluded |= bit

    search(0, 0)
    return best


def _at_least(walls: list[_Set]) -> int:
    """Return how many repairs are needed at least: one for each of some disjoint walls."""
    taken, n = 0, 0
    for wall in sorted(walls, key=int.bit_count):
        if not wall & taken:
            taken |= wall
            n += 1
    return n


def _greedy(walls: list[_Set], weights: Mapping[_Set, int]) -> _Set:
    """Return a set that breaks every wall: each time what breaks most, then the easiest."""
    chosen, left = 0, walls
    while left:
        chosen |= max(
            weights, key=lambda bit: (sum(bool(bit & wall) for wall in left), -weights[bit])
        )
        left = [wall for wall in left if not wall & chosen]
    return chosen
