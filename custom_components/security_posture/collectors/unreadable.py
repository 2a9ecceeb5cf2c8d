"""How a reader says why it could not read."""

from __future__ import annotations

from ..posture.facts import Reason


class Unreadable(Exception):
    """A source could not be read, for one of the known reasons."""

    def __init__(self, reason: Reason) -> None:
        """Carry the reason, and no text."""
        super().__init__(reason)
        self.reason = reason


def expect[T](value: object, kind: type[T]) -> T:
    """Return the value if it is what it is believed to be; else its owner has changed."""
    if not isinstance(value, kind):
        raise Unreadable(Reason.API_CHANGED)
    return value
