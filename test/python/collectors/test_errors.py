"""The reason of a failure is what happened, also behind the errors of an integration."""

import errno
import socket
import ssl
import sys
from unittest.mock import Mock

from aiohasupervisor import exceptions as supervisor
from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientResponseError,
    ServerDisconnectedError,
    ServerTimeoutError,
)
import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError, reason_of
from custom_components.security_posture.posture.facts import Reason
from homeassistant.components.backup import BackupAgentError
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady, HomeAssistantError

KEY = Mock()
HAPPENED = [
    (TimeoutError("x"), Reason.TIMEOUT),
    (ServerTimeoutError("x"), Reason.TIMEOUT),
    (supervisor.SupervisorTimeoutError("x"), Reason.TIMEOUT),
    (ConnectionRefusedError("x"), Reason.REFUSED),
    (ConnectionResetError("x"), Reason.REFUSED),
    (OSError(errno.EHOSTUNREACH, "x"), Reason.REFUSED),
    (OSError(errno.ENETUNREACH, "x"), Reason.REFUSED),
    (ClientConnectorError(KEY, OSError("x")), Reason.REFUSED),
    (ServerDisconnectedError("x"), Reason.REFUSED),
    (supervisor.SupervisorConnectionError("x"), Reason.REFUSED),
    (supervisor.SupervisorBadRequestError("x"), Reason.REFUSED),
    (supervisor.SupervisorError("x"), Reason.REFUSED),
    (socket.gaierror(socket.EAI_NONAME, "x"), Reason.DNS),
    (ClientConnectorDNSError(KEY, socket.gaierror("x")), Reason.DNS),
    (ssl.SSLCertVerificationError("x"), Reason.TLS),
    (ClientConnectorCertificateError(KEY, Exception("x")), Reason.TLS),
    (PermissionError("x"), Reason.PERMISSION),
    (ConfigEntryAuthFailed("x"), Reason.PERMISSION),
    (supervisor.SupervisorAuthenticationError("x"), Reason.PERMISSION),
    (supervisor.SupervisorForbiddenError("x"), Reason.PERMISSION),
    (ClientResponseError(Mock(), (), status=401), Reason.PERMISSION),
    (ClientResponseError(Mock(), (), status=500), Reason.REFUSED),
    (supervisor.SupervisorServiceUnavailableError("x"), Reason.STARTING),
    (supervisor.SupervisorResponseError("x"), Reason.PARSE),
    (ConfigEntryNotReady("x"), Reason.NOT_LOADED),
    (CollectorError(Reason.TOO_LARGE), Reason.TOO_LARGE),
]


@pytest.mark.parametrize(("err", "reason"), HAPPENED, ids=lambda value: type(value).__name__)
def test_reason(err: Exception, reason: Reason) -> None:
    assert reason_of(err) is reason


@pytest.mark.parametrize(("err", "reason"), HAPPENED, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("kind", [HomeAssistantError, BackupAgentError])
def test_cause_of_an_integrations_error(
    err: Exception, reason: Reason, kind: type[Exception]
) -> None:
    assert reason_of(_raised_from(err, kind)) is reason
    assert reason_of(_raised_from(_raised_from(err, kind), HomeAssistantError)) is reason
    assert reason_of(_raised_while_handling(err, kind)) is reason


@pytest.mark.parametrize("err", [KeyError("x"), TypeError("x"), ValueError("x")])
def test_a_fault_of_another_integration_is_no_moved_api(err: Exception) -> None:
    assert reason_of(_raised_from(err, HomeAssistantError)) is Reason.INTERNAL


def test_a_hidden_context_is_no_cause() -> None:
    hidden = _raised_while_handling(TimeoutError("x"), HomeAssistantError)
    hidden.__suppress_context__ = True
    assert reason_of(hidden) is Reason.INTERNAL


def test_a_circle_of_causes() -> None:
    one, other = HomeAssistantError("x"), HomeAssistantError("y")
    one.__cause__, other.__cause__ = other, one
    assert reason_of(one) is Reason.INTERNAL


def test_without_the_client_of_the_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "aiohasupervisor.exceptions")
    assert reason_of(supervisor.SupervisorForbiddenError("x")) is Reason.INTERNAL
    assert reason_of(TimeoutError("x")) is Reason.TIMEOUT


def _raised_from(err: Exception, kind: type[Exception]) -> Exception:
    raised = kind("y")
    raised.__cause__ = err  # as `raise ... from err` sets it
    return raised


def _raised_while_handling(err: Exception, kind: type[Exception]) -> Exception:
    raised = kind("y")
    raised.__context__ = err  # as `raise` in an except clause sets it
    return raised
