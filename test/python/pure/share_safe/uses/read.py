"""Read the uses of a configuration: the parts of a value as "use:text"."""

from collections.abc import Iterable, Iterator
from itertools import chain

from custom_components.security_posture.secret_scan.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
)
from custom_components.security_posture.secret_scan.yaml_values import Ancestors, YamlValue
from custom_components.security_posture.share_safe.uses import Part, Use, key_parts, value_parts

_SHORT = {
    Use.NEVER_A_NAME: "never_a_name",
    Use.OBJECT_ID: "id",
    Use.TEXT: "text",
    Use.VALUE: "value",
}
_SHORT[Use.NAME] = "name"


def pieces(text: str, parts: Iterable[Part]) -> list[str]:
    """Return the parts other than keywords as "use:text"; they must be in order."""
    found = []
    done = 0
    for part in parts:
        assert done <= part.begin <= part.end <= len(text)
        done = part.end
        if part.use is not Use.KEYWORD and text[part.begin : part.end].strip():
            found.append(f"{_SHORT[part.use]}:{text[part.begin : part.end].strip()}")
    return found


def values(source: str, mount: tuple[str, ...] = ()) -> list[str]:
    """Return the parts of all values of a document."""
    return [
        piece
        for place in _places(source, mount)
        if isinstance(place.node, Scalar)
        for piece in pieces(place.node.text, value_parts(place))
    ]


def keys(source: str, mount: tuple[str, ...] = ()) -> list[str]:
    """Return the parts of all keys of a document."""
    return [
        piece
        for place in _places(source, mount)
        if place.key_node is not None
        for piece in pieces(place.key_node.text, key_parts(place))
    ]


def _places(source: str, mount: tuple[str, ...]) -> Iterator[YamlValue]:
    top = Ancestors(mount, None, None)
    return chain.from_iterable(_below(root, top, None) for root in parse(source, 10_000).roots)


def _below(node: Node, above: Ancestors, key: Scalar | None) -> Iterator[YamlValue]:
    yield YamlValue(node, above, key is None, key)  # type: ignore[arg-type]
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _below(item, above, None)
    elif isinstance(node, Mapping):
        for inner, value in node.pairs:
            assert isinstance(inner, Scalar)
            yield from _below(value, Ancestors((*above.keys, inner.text), node, above), inner)
