"""Iterate over the keys and values of a tree with their context."""

from collections.abc import Iterator

from .scanner import Ancestors, Mapping, Node, Scalar, Sequence, Tree, YamlValue


def places(tree: Tree, mount: tuple[str, ...] = ()) -> Iterator[YamlValue]:
    """Yield each value with its key, in order; unlike the secret scanner, also mappings."""
    seen: set[int] = set()
    top = Ancestors(mount, None, None)
    stack: list[tuple[Node, Ancestors, bool, Scalar | None]] = [
        (root, top, False, None) for root in reversed(tree.roots)
    ]
    before: Scalar | None = None
    while stack:
        node, ancestors, in_list, key = stack.pop()
        if isinstance(node, Scalar):
            yield YamlValue(node, ancestors, in_list, key, before if in_list else None)
            before = node
            continue
        before = None
        # The key of an alias is its own.
        yield YamlValue(node, ancestors, in_list, key)  # type: ignore[arg-type]
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            stack.extend((item, ancestors, True, key) for item in reversed(node.items))
        else:
            stack.extend(_pairs(node, ancestors))


def _pairs(
    node: Mapping, ancestors: Ancestors
) -> Iterator[tuple[Node, Ancestors, bool, Scalar | None]]:
    for key, value in reversed(node.pairs):
        name = key.text if isinstance(key, Scalar) else "?"
        inner = Ancestors((*ancestors.keys, name), node, ancestors)
        yield value, inner, False, key if isinstance(key, Scalar) else None
        if not isinstance(key, Scalar):
            yield key, inner, False, None
