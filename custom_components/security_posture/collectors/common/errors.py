"""How a reader says why it could not read."""

from typing import Final

from ...posture.facts import Reason

# What touching a moved or renamed attribute of Home Assistant's own objects raises.
API_CHANGED: Final = (AttributeError, ImportError, KeyError, TypeError)


class CollectorError(Exception):
    """A source could not be read, for one of the known reasons."""

    def __init__(self, reason: Reason) -> None:
        """Carry the reason, and no text."""
        super().__init__(reason)
        self.reason = reason


def require_type[T](value: object, kind: type[T]) -> T:
    """Return the value if it is what it is believed to be; else its owner has changed."""
    if not isinstance(value, kind):
        raise CollectorError(Reason.API_CHANGED)
    return value


def reason_of(err: Exception) -> Reason:
    """Return the reason an exception stands for. Its text goes nowhere: it may quote anything."""
    if isinstance(err, CollectorError):
        return err.reason
    if isinstance(err, TimeoutError):
        return Reason.TIMEOUT
    if isinstance(err, PermissionError):
        return Reason.PERMISSION
    if isinstance(err, API_CHANGED):
        return Reason.API_CHANGED
    return Reason.INTERNAL
