"""A part of a text that is a secret."""

from typing import NamedTuple

from ..model import Kind


class Span(NamedTuple):
    """From where to where, and what it is."""

    begin: int
    end: int
    kind: Kind
