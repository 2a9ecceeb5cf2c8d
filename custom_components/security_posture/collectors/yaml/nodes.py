"""Nodes of the configuration, each with the file it is in."""

from dataclasses import dataclass
from typing import Final

import yaml

from ...secret_scan.tree import Node, Scalar, Sequence

_RESOLVER: Final = yaml.resolver.Resolver()
_STANDARD: Final = "tag:yaml.org,2002:"
_STRING: Final = f"{_STANDARD}str"
_NULL: Final = f"{_STANDARD}null"
_LITERAL: Final = frozenset(
    {
        None,
        "!",
        *(
            f"{_STANDARD}{kind}"
            for kind in ("binary", "bool", "float", "int", "null", "str", "timestamp")
        ),
    }
)
_FALSY: Final = frozenset({"~", "null", "false", "no", "off", "0"})


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """One value. Its text never leaves the collector."""

    node: Node
    file: str  # absolute


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One key of a mapping with its value; merged files have keys without a line."""

    key: Scalar
    file: str  # of the key
    value: Value


def is_standard(scalar: Scalar) -> bool:
    """Return whether a scalar is a literal value, not a tag such as `!secret`."""
    return scalar.tag in _LITERAL


def is_string(scalar: Scalar) -> bool:
    """Return whether a literal value is text, not a number, a boolean or a date."""
    return _type(scalar) == _STRING


def is_null(node: Node) -> bool:
    """Return whether a value is empty."""
    return isinstance(node, Scalar) and _type(node) == _NULL


def is_falsy(node: Node) -> bool:
    """Return whether Home Assistant treats a value as if it were missing."""
    if isinstance(node, Scalar):
        return not node.text or (not is_string(node) and node.text.lower() in _FALSY)
    return not (node.items if isinstance(node, Sequence) else node.pairs)


def _type(scalar: Scalar) -> str:
    if scalar.tag not in (None, "!"):
        return scalar.tag or ""
    resolved: str = _RESOLVER.resolve(yaml.ScalarNode, scalar.text, (not scalar.style, True))
    return resolved
