"""Compare the structure of two documents."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from .edits import Edit
from .secret_scanner import Mapping, Node, Scalar, Sequence, Tree


def has_same_structure(one: Tree, other: Tree, edits: Iterable[Edit] | None = None) -> bool:
    """Return whether both have the same nodes, tags and aliases in the same places.

    With the edits that were made in the first, values without one must be equal, too.
    """
    begins = None if edits is None else sorted(edit.begin for edit in edits)
    if len(one.roots) != len(other.roots):
        return False
    seen: dict[int, int] = {}
    seen_there: set[int] = set()
    pending: list[tuple[Node, Node]] = [*zip(one.roots, other.roots, strict=True)]
    while pending:
        first, second = pending.pop()
        if id(first) in seen or id(second) in seen_there:
            # An alias must be the same node in both.
            if seen.get(id(first)) != id(second):
                return False
            continue
        seen[id(first)] = id(second)
        seen_there.add(id(second))
        if isinstance(first, Scalar):
            if (
                not isinstance(second, Scalar)
                or first.tag != second.tag
                or not _is_kept(first, second, begins)
            ):
                return False
            continue
        inner = _inner(first, second)
        if inner is None:
            return False
        pending += inner
    return True


def _inner(first: Mapping | Sequence, second: Node) -> Iterable[tuple[Node, Node]] | None:
    if isinstance(first, Sequence):
        if not isinstance(second, Sequence) or len(first.items) != len(second.items):
            return None
        return zip(first.items, second.items, strict=True)
    if not isinstance(second, Mapping) or len(first.pairs) != len(second.pairs):
        return None
    both = zip(first.pairs, second.pairs, strict=True)
    return (nodes for ours, theirs in both for nodes in zip(ours, theirs, strict=True))


def _is_kept(first: Scalar, second: Scalar, begins: list[int] | None) -> bool:
    if begins is None or first.text == second.text:
        return True
    at = bisect_left(begins, first.start)
    return at < len(begins) and begins[at] < first.end


def kept_values(one: Tree, other: Tree) -> frozenset[int]:
    """Return the ids of the values and keys of the second tree that are as in the first."""
    return frozenset(
        id(second)
        for first, second in zip(one.scalars, other.scalars, strict=True)
        if first.text == second.text
    )


def is_outside_of_values(tree: Tree, edit: Edit) -> bool:
    """Return whether an edit changes a comment or an anchor of the tree."""
    at = bisect_right(tree.scalars, edit.begin, key=lambda node: node.start) - 1
    return at < 0 or edit.end > tree.scalars[at].end
