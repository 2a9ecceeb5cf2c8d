"""The outcome of a check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from ..facts import Reason
from .check import Severities, Severity
from .evidence import Evidence

type Param = int | str | datetime


class Status(StrEnum):
    """The status of a check."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Inapplicable(StrEnum):
    """Why a check does not apply."""

    NOT_CONFIGURED = "not_configured"  # its subject is not in use
    COVERED = "covered"  # another check reports it
    BEHIND_PROXY = "behind_proxy"  # the reverse proxy is responsible
    CONTAINER = "container"  # the host's accounts do not matter in a container
    MANAGED = "managed"  # Home Assistant OS is responsible
    NO_SUPERVISOR = "no_supervisor"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one check; created by the functions below."""

    status: Status
    reason: Reason | Inapplicable | None = None
    severity: Severity | Severities | None = (
        None  # only if the finding is less severe than the check
    )
    evidence: tuple[Evidence, ...] = ()
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))


def passed(**params: Param) -> Outcome:
    """Return an outcome that passes."""
    return Outcome(Status.PASS, params=MappingProxyType(params))


def assumed_pass(reason: Reason) -> Outcome:
    """Return a pass by inference; `reason` says why it could not be verified."""
    return Outcome(Status.PASS, reason)


def failed(
    *,
    severity: Severity | Severities | None = None,
    evidence: tuple[Evidence, ...] = (),
    **params: Param,
) -> Outcome:
    """Return an outcome that fails."""
    return Outcome(
        Status.FAIL, severity=severity, evidence=evidence, params=MappingProxyType(params)
    )


def unknown(reason: Reason, evidence: tuple[Evidence, ...] = ()) -> Outcome:
    """Return an unknown outcome; `evidence` is what could not be checked."""
    return Outcome(Status.UNKNOWN, reason, evidence=evidence)


def not_applicable(reason: Inapplicable) -> Outcome:
    """Return an outcome for a check that does not apply."""
    return Outcome(Status.NOT_APPLICABLE, reason)
