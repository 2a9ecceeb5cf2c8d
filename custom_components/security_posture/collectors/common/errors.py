"""Map the failures of collectors to reasons."""

from collections.abc import Iterator
import errno
import socket
import ssl
import sys
from typing import Final

from aiohttp import (
    ClientConnectionError,
    ClientConnectorDNSError,
    ClientResponseError,
    ClientSSLError,
    ServerFingerprintMismatch,
)

from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady, Unauthorized

from ...posture.facts import Reason

# Raised where Home Assistant has moved, renamed or reshaped an object.
API_CHANGED: Final = (AttributeError, ImportError, KeyError, TypeError)

# By what happened; the first that fits. The subclasses of OSError come before it.
_REASONS: Final[tuple[tuple[tuple[type[Exception], ...], Reason], ...]] = (
    ((TimeoutError,), Reason.TIMEOUT),
    ((ConfigEntryAuthFailed, PermissionError, Unauthorized), Reason.PERMISSION),
    ((ClientConnectorDNSError, socket.gaierror), Reason.DNS),
    ((ClientSSLError, ServerFingerprintMismatch, ssl.SSLError), Reason.TLS),
    ((ClientConnectionError, ConnectionError), Reason.REFUSED),
    ((ConfigEntryNotReady,), Reason.NOT_LOADED),
)
# The Supervisor's client is no requirement of Home Assistant's core, so its classes are looked up.
_SUPERVISOR: Final = "aiohasupervisor.exceptions"
_SUPERVISOR_REASONS: Final = (
    ("SupervisorTimeoutError", Reason.TIMEOUT),
    ("SupervisorConnectionError", Reason.REFUSED),
    ("SupervisorAuthenticationError", Reason.PERMISSION),
    ("SupervisorForbiddenError", Reason.PERMISSION),
    ("SupervisorServiceUnavailableError", Reason.STARTING),
    ("SupervisorResponseError", Reason.PARSE),
    ("SupervisorError", Reason.REFUSED),
)
_UNREACHABLE: Final = frozenset(
    {errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH}
)
_DENIED: Final = frozenset({401, 403})
# Exceptions are chained three or four deep; a chain may also be a circle.
_MAX_CHAIN: Final = 10


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
    if isinstance(err, API_CHANGED):
        return Reason.API_CHANGED
    # Integrations raise errors of their own after what happened.
    found = (reason for each in _chain(err) if (reason := _what_happened(each)))
    return next(found, Reason.INTERNAL)


def _chain(err: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_MAX_CHAIN):
        if err is None:
            return
        yield err
        err = err.__cause__ or (None if err.__suppress_context__ else err.__context__)


def _what_happened(err: BaseException) -> Reason | None:
    if isinstance(err, CollectorError):
        return err.reason
    if isinstance(err, ClientResponseError):
        return Reason.PERMISSION if err.status in _DENIED else Reason.REFUSED
    if isinstance(err, OSError) and err.errno in _UNREACHABLE:
        return Reason.REFUSED
    named = (reason for kinds, reason in _REASONS if isinstance(err, kinds))
    return next(named, None) or _supervisor_reason(err)


def _supervisor_reason(err: BaseException) -> Reason | None:
    if (exceptions := sys.modules.get(_SUPERVISOR)) is None:
        return None
    for name, reason in _SUPERVISOR_REASONS:
        kind = getattr(exceptions, name, None)
        if isinstance(kind, type) and isinstance(err, kind):
            return reason
    return None
