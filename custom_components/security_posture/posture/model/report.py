"""The report of a run of all checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from ..facts import Reason
from .acceptance import Acceptance, EndReason
from .check import Area, Check, Level, Severity
from .evidence import Evidence
from .outcome import Inapplicable, Param, Status
from .ways import Ways, WaysIn


class State(StrEnum):
    """The overall state."""

    GOOD = "good"
    ATTENTION = "attention"
    AT_RISK = "at_risk"
    UNKNOWN = "unknown"


class AreaStatus(StrEnum):
    """The status of one area."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one check."""

    id: str
    check: Check
    status: Status
    severity: Severity
    reason: Reason | Inapplicable | None
    params: Mapping[str, Param]
    evidence: tuple[Evidence, ...]
    # Set for a finding whose check is unknown now: the time of its last conclusive run.
    since: datetime | None = None
    # The page of another installed tool that can fix the finding better.
    better_path: str | None = None
    # Identities of the lasting evidence, also beyond the kept rows; and the number of all rows.
    identities: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    # Set while the finding is accepted.
    accepted: Acceptance | None = None

    @property
    def cause(self) -> str:
        """Return the group in which it counts."""
        return self.check.cause or self.id

    @property
    def is_conclusive(self) -> bool:
        """Return whether the check really ran; a Reason means that something could not be read."""
        return self.status is not Status.UNKNOWN and not isinstance(self.reason, Reason)

    @property
    def is_finding(self) -> bool:
        """Return whether it fails with a severity above info, accepted or not."""
        return self.status is Status.FAIL and self.severity is not Severity.INFO

    @property
    def is_open(self) -> bool:
        """Return whether it is a finding that is not accepted."""
        return self.is_finding and self.accepted is None


class ExposureKind(StrEnum):
    """Evidence of who can reach the instance."""

    EXTERNAL_URL = "external_url"
    CLOUD_REMOTE = "cloud_remote"
    GLOBAL_SESSION = "global_session"
    RELAY_APP = "relay_app"  # a running app that relays connections from the internet
    UNKNOWN = "unknown"  # could not be determined: assumed reachable


@dataclass(frozen=True, slots=True)
class ExposureEvidence:
    """One reason for the exposure."""

    kind: ExposureKind
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who can reach the instance, with the evidence."""

    level: Level
    evidence: tuple[ExposureEvidence, ...]


@dataclass(frozen=True, slots=True)
class LostPoints:
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
    """The score and its parts; None when no result is conclusive."""

    value: int | None
    raw: int | None
    provisional: bool
    cap: Cap | None
    lost: tuple[LostPoints, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Number of checks by outcome, and of open findings by severity."""

    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    unknown: int = 0
    accepted: int = 0
    passed: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Metrics that every user can read from Home Assistant anyway. None: unknown."""

    certificate_end: datetime | None = None
    last_backup: datetime | None = None
    releases_behind: int | None = None
    banned: int | None = None
    failed_sign_ins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What every recipient may see. It has no field for names or check ids."""

    checked_at: datetime
    state: State
    score: int | None
    provisional: bool
    counts: Counts
    area_statuses: Mapping[Area, AreaStatus]
    metrics: Metrics
    ways_in: WaysIn  # from the internet


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The complete report; administrators only."""

    summary: Summary
    exposure: Exposure
    score: Score
    results: tuple[Result, ...]
    ways: Ways
    # The acceptances that this run has ended, by their storage key.
    ended: Mapping[str, EndReason] = field(default=MappingProxyType({}), compare=False)
    # Sources to read again: only the time since they were read would open or worsen a finding.
    outdated: frozenset[str] = field(default=frozenset(), compare=False)
