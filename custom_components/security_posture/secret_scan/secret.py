"""A secret in a value, and how certain it is."""

from dataclasses import dataclass
from typing import Final

from .model import Kind
from .tree import Scalar

# The confidence of a finding by its key, by its context, and by its format in a text.
KEY_CONFIDENCE: Final = 0.95
CONTEXT_CONFIDENCE: Final = 0.85
FORMAT_CONFIDENCE: Final = 0.9
# Below what is reported: stand-ins for a secret, and words as webhook ids.
REMARK_CONFIDENCE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Secret:
    """A part of a value, from `begin` to `end`; for a list of bytes, the whole list."""

    begin: int
    end: int
    kind: Kind
    confidence: float


def whole(node: Scalar, kind: Kind, confidence: float) -> Secret:
    """Return the secret that the whole value is."""
    return Secret(0, len(node.text), kind, confidence)
