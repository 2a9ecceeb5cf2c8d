"""Map the failures of collectors to reasons."""

from typing import Final

from ...posture.facts import Reason

# Raised where Home Assistant has moved, renamed or reshaped an object.
API_CHANGED: Final = (AttributeError, ImportError, KeyError, TypeError)


class CollectorError(Exception):
    """A source could not be read, for one of the known reasons."""

    def __init__(self, reason: Reason) -> None:
        """Store the reason; there is no message."""
        super().__init__(reason)
        self.reason = reason


def require_type[T](value: object, kind: type[T]) -> T:
    """Return the value; raise `API_CHANGED` if it is of another type."""
    if not isinstance(value, kind):
        raise CollectorError(Reason.API_CHANGED)
    return value


def reason_of(err: Exception) -> Reason:
    """Return the reason for an exception, without its text, which may contain secrets."""
    if isinstance(err, CollectorError):
        return err.reason
    if isinstance(err, TimeoutError):
        return Reason.TIMEOUT
    if isinstance(err, PermissionError):
        return Reason.PERMISSION
    if isinstance(err, API_CHANGED):
        return Reason.API_CHANGED
    return Reason.INTERNAL
