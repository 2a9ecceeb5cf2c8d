"""Find the key of a YAML file that stands before a comment, with its column and its level."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from .tree import Mapping, Node, Scalar, Sequence, Tree
from .yaml_values import Ancestors


class Key:
    """A key of the file, with the key above it."""

    __slots__ = ("_lines", "_mapping", "_outer", "above", "name", "value")

    def __init__(  # noqa: PLR0913, PLR0917 - made for each key of a file
        self,
        name: Scalar,
        value: Node,
        mapping: Mapping,
        outer: Ancestors,
        above: Key | None,
        lines: list[int],
    ) -> None:
        self.name = name
        self.value = value
        self.above = above
        self._mapping = mapping
        self._outer = outer
        self._lines = lines  # where they begin

    @property
    def ancestors(self) -> Ancestors:
        """Return the key, and what is above it."""
        return Ancestors((*self._outer.keys, self.name.text), self._mapping, self._outer)

    @property
    def line(self) -> int:
        """Return the line, from 1."""
        return bisect_right(self._lines, self.name.start)

    @property
    def column(self) -> int:
        """Return the column, from 0."""
        return self.name.start - self._lines[self.line - 1]


class KeyPositions:
    """The keys of a file, in the order of the source."""

    def __init__(
        self, source: str, tree: Tree, mount: tuple[str, ...], tick: Callable[[], None]
    ) -> None:
        self._tick = tick
        self._tree = tree
        self._mount = mount
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n")[:-1])]
        root = tree.roots[0] if len(tree.roots) == 1 else None
        self.top = Ancestors(mount, root if isinstance(root, Mapping) else None, None)
        # All keys, once looking for single ones is not possible or takes too long.
        self._keys: list[Key] | None = None
        self._left = _MOST_STEPS
        self._next = 0

    def key_before(self, offset: int) -> Key | None:
        """Return the last key before an offset; offsets must not decrease."""
        if self._keys is None and not self._tree.has_aliases:
            line = bisect_right(self._lines, offset)
            try:
                top = Ancestors(self._mount, None, None)
                return self._last(self._tree.roots, line, offset, top, None)
            except _TooManyStepsError:
                pass
        if self._keys is None:
            found = self._walk(self._tree, self._mount)
            self._keys = sorted(found, key=lambda key: key.name.start)
        while self._next < len(self._keys) and self._keys[self._next].name.start < offset:
            self._next += 1
        return self._keys[self._next - 1] if self._next else None

    def _last(
        self, nodes: list[Node], line: int, offset: int, ancestors: Ancestors, above: Key | None
    ) -> Key | None:
        """Return the last key before an offset below some nodes, which no alias repeats."""
        for n in range(bisect_right(nodes, line, key=_line) - 1, -1, -1):
            self._tick()
            self._left -= 1
            if not self._left:
                raise _TooManyStepsError
            node = nodes[n]
            if isinstance(node, Mapping):
                found = self._last_of(node, line, offset, ancestors, above)
            elif isinstance(node, Sequence):
                found = self._last(node.items, line, offset, ancestors, above)
            else:
                continue
            if found is not None:
                return found
        return None

    def _last_of(
        self, node: Mapping, line: int, offset: int, ancestors: Ancestors, above: Key | None
    ) -> Key | None:
        for n in range(bisect_right(node.pairs, line, key=_line_of_pair) - 1, -1, -1):
            self._tick()
            self._left -= 1
            if not self._left:
                raise _TooManyStepsError
            name, value = node.pairs[n]
            if isinstance(name, Scalar) and name.start < offset:
                key = Key(name, value, node, ancestors, above, self._lines)
                if isinstance(value, Scalar):
                    return key
                return self._last([value], line, offset, key.ancestors, key) or key
        return None

    def _walk(self, tree: Tree, mount: tuple[str, ...]) -> Iterator[Key]:
        seen: set[int] = set()
        top = Ancestors(mount, None, None)
        stack: list[tuple[Node, Ancestors, Key | None]] = [(root, top, None) for root in tree.roots]
        while stack:
            self._tick()
            node, ancestors, above = stack.pop()
            if isinstance(node, Scalar) or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Sequence):
                stack.extend(
                    (item, ancestors, above) for item in node.items if not isinstance(item, Scalar)
                )
                continue
            for name, value in node.pairs:
                if isinstance(name, Scalar):
                    key = Key(name, value, node, ancestors, above, self._lines)
                    yield key
                    if not isinstance(value, Scalar):
                        stack.append((value, key.ancestors, key))


# Nodes to look at for all comments of a file.
_MOST_STEPS: Final = 20_000


class _TooManyStepsError(Exception):
    """Reading all keys is faster."""


def _line(node: Node) -> int:
    return node.line


def _line_of_pair(pair: tuple[Node, Node]) -> int:
    return pair[0].line


def level_of(key: Key) -> Ancestors:
    """Return the level of a key, without the key."""
    above = key.ancestors
    return Ancestors(above.keys[:-1], above.mapping, above.parent)
