"""Compare the structure of two documents."""

from .scanner import Mapping, Node, Scalar, Sequence, Tree


def has_same_structure(one: Tree, other: Tree) -> bool:
    """Return whether both have the same nodes, tags and aliases in the same places."""
    if len(one.roots) != len(other.roots):
        return False
    met: dict[int, int] = {}
    met_there: set[int] = set()
    waiting: list[tuple[Node, Node]] = [*zip(one.roots, other.roots, strict=True)]
    while waiting:
        first, second = waiting.pop()
        if id(first) in met or id(second) in met_there:
            # An alias must be the same node in both.
            if met.get(id(first)) != id(second):
                return False
            continue
        met[id(first)] = id(second)
        met_there.add(id(second))
        inner = _inner(first, second)
        if inner is None:
            return False
        waiting.extend(inner)
    return True


def _inner(first: Node, second: Node) -> list[tuple[Node, Node]] | None:
    match first, second:
        case Scalar(), Scalar():
            return [] if first.tag == second.tag else None
        case Sequence(), Sequence() if len(first.items) == len(second.items):
            return [*zip(first.items, second.items, strict=True)]
        case Mapping(), Mapping() if len(first.pairs) == len(second.pairs):
            return [
                pair
                for ours, theirs in zip(first.pairs, second.pairs, strict=True)
                for pair in zip(ours, theirs, strict=True)
            ]
        case _:
            return None
