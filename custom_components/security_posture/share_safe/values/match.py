"""A private part of a text."""

from typing import NamedTuple

from ..model import Private


class ValueMatch(NamedTuple):
    """Begin and end offset, and the kind."""

    begin: int
    end: int
    kind: Private
