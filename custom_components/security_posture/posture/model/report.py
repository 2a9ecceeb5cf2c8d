"""What a run of all checks amounts to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from ..facts import Reason
from .acceptance import Acceptance, EndReason
from .check import Area, Check, Level, Severity
from .outcome import Evidence, Inapplicable, Param, Status


class State(StrEnum):
    """The word for the whole instance."""

    GOOD = "good"
    ATTENTION = "attention"
    AT_RISK = "at_risk"
    UNKNOWN = "unknown"


class AreaStatus(StrEnum):
    """The state of one area."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


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
    # The page of another tool that is here and the better place to put it right.
    better_path: str | None = None
    # What the lasting rows of evidence are known by, beyond those kept too; and how many there are.
    identities: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    # Set while somebody has accepted the finding.
    accepted: Acceptance | None = None

    @property
    def cause(self) -> str:
        """Return the group it is counted in."""
        return self.check.cause or self.id

    @property
    def is_conclusive(self) -> bool:
        """Return whether it was looked at; a reason says that something could not be read."""
        return self.status is not Status.UNKNOWN and not isinstance(self.reason, Reason)

    @property
    def is_finding(self) -> bool:
        """Return whether it is to be put right, accepted or not; a remark is not."""
        return self.status is Status.FAIL and self.severity is not Severity.INFO

    @property
    def is_open(self) -> bool:
        """Return whether it asks for attention."""
        return self.is_finding and self.accepted is None


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
    """The score and its arithmetic; None when nothing conclusive was found."""

    value: int | None
    raw: int | None
    provisional: bool
    cap: Cap | None
    lost: tuple[LostPoints, ...]


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
class Metrics:
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
    area_statuses: Mapping[Area, AreaStatus]
    metrics: Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One judged moment; administrators only."""

    summary: Summary
    exposure: Exposure
    score: Score
    results: tuple[Result, ...]
    # The acceptances that this look has ended, by the key they are kept under.
    ended: Mapping[str, EndReason] = field(default=MappingProxyType({}), compare=False)
