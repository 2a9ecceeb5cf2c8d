"""What a check says of the facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from ..facts import Reason
from .check import Severities, Severity

type Param = int | str | datetime


class Status(StrEnum):
    """The outcome of a check."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Inapplicable(StrEnum):
    """Why a check does not apply."""

    NOT_CONFIGURED = "not_configured"  # what it judges is not in use here
    COVERED = "covered"  # another check already says it
    BEHIND_PROXY = "behind_proxy"  # the proxy in front answers for it
    CONTAINER = "container"  # in a container the host's accounts are out of the picture
    MANAGED = "managed"  # Home Assistant OS takes care of it
    NO_SUPERVISOR = "no_supervisor"


class EvidenceKind(StrEnum):
    """What an evidence row names."""

    ADDRESS = "address"
    ADVISORY = "advisory"
    APP = "app"
    BACKUP_LOCATION = "backup_location"
    CAPABILITY = "capability"
    CERTIFICATE = "certificate"
    ENTITY = "entity"
    FILE = "file"
    GROUP = "group"
    HOST = "host"
    ISSUER = "issuer"
    LOGGER = "logger"
    NETWORK = "network"
    ORIGIN = "origin"
    PLACE = "place"  # a file, line and key
    PORT = "port"
    PROVIDER = "provider"
    REASON = "reason"
    REMOTE = "remote"
    REPOSITORY = "repository"
    TOKEN = "token"  # noqa: S105 - the kind
    USER = "user"
    VERSION = "version"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row behind a finding, for administrators who ask. Never a secret's value."""

    kind: EvidenceKind
    text: str
    at: datetime | None = None
    n: int | None = None
    # What it is known by, where the text says more that changes by itself. None: the text.
    key: str | None = None
    # Comes and goes by itself: another one is nothing new.
    fleeting: bool = False

    @classmethod
    def at_place(cls, file: str, line: int, what: str = "") -> Evidence:
        """Return the row of something in a file. Lines move whenever somebody edits above them."""
        name = f" {what}" if what else ""
        return cls(EvidenceKind.PLACE, f"{file}:{line}{name}", key=f"{file}{name}")

    @property
    def identity(self) -> tuple[str, str]:
        """Return what makes it the same row as one seen before: its kind and its name."""
        return (self.kind.value, self.text if self.key is None else self.key)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check says of the facts; made by the functions below."""

    status: Status
    reason: Reason | Inapplicable | None = None
    severity: Severity | Severities | None = None  # only where a finding is milder than the check
    evidence: tuple[Evidence, ...] = ()
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))


def passed(**params: Param) -> Outcome:
    """Return that what was looked at is in order."""
    return Outcome(Status.PASS, params=MappingProxyType(params))


def assumed_pass(reason: Reason) -> Outcome:
    """Return that it is in order by all that is left to go by; `reason` is why it was not seen."""
    return Outcome(Status.PASS, reason)


def failed(
    *,
    severity: Severity | Severities | None = None,
    evidence: tuple[Evidence, ...] = (),
    **params: Param,
) -> Outcome:
    """Return a finding."""
    return Outcome(
        Status.FAIL, severity=severity, evidence=evidence, params=MappingProxyType(params)
    )


def unknown(reason: Reason) -> Outcome:
    """Return that it could not be told."""
    return Outcome(Status.UNKNOWN, reason)


def not_applicable(reason: Inapplicable) -> Outcome:
    """Return that there is nothing to judge."""
    return Outcome(Status.NOT_APPLICABLE, reason)
