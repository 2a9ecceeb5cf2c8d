"""What checks say and what a report holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from .facts import Reason

type Param = int | str | datetime


class Area(StrEnum):
    """The eight areas, in the order they are shown."""

    ENCRYPTION = "encryption"
    SIGN_IN = "sign_in"
    BANS = "bans"
    NETWORK = "network"
    UPDATES = "updates"
    BACKUPS = "backups"
    SECRETS = "secrets"
    HOST = "host"


class Severity(StrEnum):
    """How much a failing check matters, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def weight(self) -> int:
        """Return its share of the score."""
        return _WEIGHTS[self]


_WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {
        Severity.CRITICAL: 10,
        Severity.HIGH: 7,
        Severity.MEDIUM: 4,
        Severity.LOW: 1,
        Severity.INFO: 0,
    }
)


class Status(StrEnum):
    """The outcome of a check."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class State(StrEnum):
    """The word for the whole instance."""

    GOOD = "good"
    ATTENTION = "attention"
    AT_RISK = "at_risk"
    UNKNOWN = "unknown"


class Light(StrEnum):
    """The state of one area."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Level(StrEnum):
    """Who can reach the instance."""

    INTERNET = "internet"
    LOCAL = "local"


class Inapplicable(StrEnum):
    """Why a check does not apply."""

    NOT_CONFIGURED = "not_configured"  # what it judges is not in use here
    COVERED = "covered"  # another check already says it
    BEHIND_PROXY = "behind_proxy"  # the proxy in front answers for it


class EvidenceKind(StrEnum):
    """What an evidence row names."""

    ADDRESS = "address"
    BACKUP_LOCATION = "backup_location"
    CERTIFICATE = "certificate"
    HOST = "host"
    ISSUER = "issuer"
    NETWORK = "network"
    PROVIDER = "provider"
    USER = "user"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row behind a finding, for administrators who ask. Never a secret's value."""

    kind: EvidenceKind
    text: str
    at: datetime | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Severities:
    """The severity of a check, by exposure."""

    internet: Severity
    local: Severity

    @classmethod
    def always(cls, severity: Severity) -> Severities:
        """Return the same severity for every exposure."""
        return cls(severity, severity)

    def at(self, level: Level) -> Severity:
        """Return the severity under an exposure."""
        return self.internet if level is Level.INTERNET else self.local


@dataclass(frozen=True, slots=True)
class Fix:
    """Where the user puts it right: a page of Home Assistant, or its documentation."""

    path: str | None = None  # "/config/..."
    docs: str | None = None  # below https://www.home-assistant.io/


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is fixed about a check. Its id is the name of its module."""

    area: Area
    severity: Severities  # the worst it can be; its weight when it passes or is unknown
    needs: tuple[str, ...]  # facts it reads, as paths into Facts: "auth", "tls.judged"
    fix: Fix
    cause: str | None = None  # findings of one cause count once in the score
    params: frozenset[str] = frozenset()  # numbers and dates its words may name
    variants: frozenset[str] = frozenset()  # values of the param "variant", each with its words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check says of the facts; made by the four functions below."""

    status: Status
    reason: Reason | Inapplicable | None = None
    severity: Severity | Severities | None = None  # only where a finding is milder than the check
    evidence: tuple[Evidence, ...] = ()
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))


def passed(**params: Param) -> Outcome:
    """Return that what was looked at is in order."""
    return Outcome(Status.PASS, params=MappingProxyType(params))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One check of one report."""

    id: str
    check: Check
    status: Status
    severity: Severity
    reason: Reason | Inapplicable | None
    params: Mapping[str, Param]
    evidence: tuple[Evidence, ...]
    # Set when a failing check could not be made again: the time of its last conclusive run.
    since: datetime | None = None

    @property
    def cause(self) -> str:
        """Return the group it is counted in."""
        return self.check.cause or self.id

    @property
    def is_open(self) -> bool:
        """Return whether it asks for attention."""
        return self.status is Status.FAIL and self.severity is not Severity.INFO


class ExposureKind(StrEnum):
    """Evidence of who can reach the instance."""

    EXTERNAL_URL = "external_url"
    CLOUD_REMOTE = "cloud_remote"
    GLOBAL_SESSION = "global_session"
    UNKNOWN = "unknown"  # could not be told: taken as reachable


@dataclass(frozen=True, slots=True)
class ExposureEvidence:
    """One reason for the exposure."""

    kind: ExposureKind
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who can reach the instance, and how that is known."""

    level: Level
    evidence: tuple[ExposureEvidence, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Points of the score one finding costs."""

    check_id: str
    points: int


@dataclass(frozen=True, slots=True)
class Cap:
    """The highest score an open finding allows."""

    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Score:
    """The score and its arithmetic; None when nothing conclusive was found."""

    value: int | None
    raw: int | None
    provisional: bool
    cap: Cap | None
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Checks by what became of them; open findings by severity."""

    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    unknown: int = 0
    accepted: int = 0
    passed: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Single figures every signed-in user can read from Home Assistant anyway. None: unknown."""

    certificate_end: datetime | None = None
    last_backup: datetime | None = None
    releases_behind: int | None = None
    banned: int | None = None
    failed_sign_ins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All that leaves without asking who listens. It has no room for names or check ids."""

    checked_at: datetime
    state: State
    score: int | None
    provisional: bool
    counts: Counts
    lights: Mapping[Area, Light]
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One judged moment; administrators only."""

    summary: Summary
    exposure: Exposure
    score: Score
    results: tuple[Result, ...]
