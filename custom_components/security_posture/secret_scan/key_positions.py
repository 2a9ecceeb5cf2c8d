"""Find the key of a YAML file that stands before a comment, with its column and its level."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
import re

from .tree import Mapping, Node, Scalar, Sequence, Tree
from .yaml_values import Ancestors


@dataclass(slots=True, eq=False, repr=False)
class Key:
    """A key of the file, with its column and the key above it."""

    offset: int
    column: int
    line: int
    ancestors: Ancestors
    value: Node
    above: Key | None


class KeyPositions:
    """The keys of a file, in the order of the source."""

    def __init__(
        self, source: str, tree: Tree, mount: tuple[str, ...], tick: Callable[[], None]
    ) -> None:
        self._tick = tick
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        root = tree.roots[0] if len(tree.roots) == 1 else None
        self.top = Ancestors(mount, root if isinstance(root, Mapping) else None, None)
        self._keys = sorted(self._walk(tree, mount), key=lambda key: key.offset)
        self._next = 0

    def key_before(self, offset: int) -> Key | None:
        """Return the last key before an offset; offsets must not decrease."""
        while self._next < len(self._keys) and self._keys[self._next].offset < offset:
            self._next += 1
        return self._keys[self._next - 1] if self._next else None

    def _walk(self, tree: Tree, mount: tuple[str, ...]) -> Iterator[Key]:
        seen: set[int] = set()
        top = Ancestors(mount, None, None)
        stack: list[tuple[Node, Ancestors, Key | None]] = [(root, top, None) for root in tree.roots]
        while stack:
            node, ancestors, above = stack.pop()
            if isinstance(node, Scalar) or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Sequence):
                stack.extend((item, ancestors, above) for item in node.items)
                continue
            for name, value in node.pairs:
                self._tick()
                if isinstance(name, Scalar):
                    inner = Ancestors((*ancestors.keys, name.text), node, ancestors)
                    line = bisect_right(self._lines, name.start)
                    column = name.start - self._lines[line - 1]
                    key = Key(name.start, column, line, inner, value, above)
                    yield key
                    stack.append((value, inner, key))


def level_of(key: Key) -> Ancestors:
    """Return the level of a key, without the key."""
    above = key.ancestors
    return Ancestors(above.keys[:-1], above.mapping, above.parent)
