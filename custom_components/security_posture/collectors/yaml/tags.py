"""How values are written in a YAML file: literally, or by a tag such as `!secret`."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import yaml

# A configuration file is written by hand, or by an editor for a hand.
MAX_BYTES: Final = 5 * 1024 * 1024
_LITERAL: Final = "tag:yaml.org,2002:"
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def literal_lines(path: Path, keys: Collection[str]) -> frozenset[int]:
    """Return the lines, from 1, where one of the keys has a value written out. Blocking."""
    with path.open("rb") as file:
        text = file.read(MAX_BYTES)
    # Composed and not constructed: no tag is followed, no value is made.
    root = yaml.compose(text, Loader=_Loader)
    return frozenset(
        key.start_mark.line + 1
        for key, value in _pairs(root)
        if key.value in keys and value.tag.startswith(_LITERAL)
    )


def _pairs(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield every key with its value; each node once, however often it is referred to."""
    waiting, seen = [root] if root else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    yield key, value
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
