"""A part of a text that is a secret."""

from typing import NamedTuple

from ..model import Kind


class Span(NamedTuple):
    """Begin and end offset, and the kind."""

    begin: int
    end: int
    kind: Kind
