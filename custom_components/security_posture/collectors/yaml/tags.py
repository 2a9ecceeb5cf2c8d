"""Tell literal values in a YAML file from tags such as `!secret`."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import yaml

# Far more than a configuration file written by hand.
MAX_BYTES: Final = 5 * 1024 * 1024
_LITERAL: Final = "tag:yaml.org,2002:"
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def literal_lines(path: Path, keys: Collection[str]) -> frozenset[int]:
    """Return the lines, from 1, where one of the keys has a literal value. Blocking."""
    with path.open("rb") as file:
        text = file.read(MAX_BYTES)
    # Composed, not constructed: no tag is resolved.
    root = yaml.compose(text, Loader=_Loader)
    return frozenset(
        key.start_mark.line + 1
        for key, value in _pairs(root)
        if key.value in keys and value.tag.startswith(_LITERAL)
    )


def _pairs(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield every key with its value, each node once."""
    pending, seen = [root] if root else [], set[int]()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    yield key, value
                pending.append(value)
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
