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
        here, there = id(first), id(second)
        if here in seen or there in seen_there:
            # An alias must be the same node in both.
            if seen.get(here) != there:
                return False
            continue
        seen[here] = there
        seen_there.add(there)
        if isinstance(first, Scalar) and isinstance(second, Scalar):
            is_kept = first.text == second.text or _is_edited(first, begins)
            if first.tag != second.tag or not is_kept:
                return False
        elif not _add_inner(first, second, pending):
            return False
    return True


def _add_inner(first: Node, second: Node, pending: list[tuple[Node, Node]]) -> bool:
    """Add what two lists or mappings contain; return whether both are of one kind and length."""
    if isinstance(first, Sequence) and isinstance(second, Sequence):
        if len(first.items) != len(second.items):
            return False
        pending.extend(zip(first.items, second.items, strict=True))
        return True
    if not isinstance(first, Mapping) or not isinstance(second, Mapping):
        return False
    if len(first.pairs) != len(second.pairs):
        return False
    for ours, theirs in zip(first.pairs, second.pairs, strict=True):
        pending.extend(zip(ours, theirs, strict=True))
    return True


def _is_edited(node: Scalar, begins: list[int] | None) -> bool:
    """Return whether an edit begins in a value, or edits do not matter."""
    if begins is None:
        return True
    at = bisect_left(begins, node.start)
    return at < len(begins) and begins[at] < node.end


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
