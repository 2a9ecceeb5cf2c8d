"""Acceptances: findings that an administrator accepted for a limited time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from .check import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRequest:
    """What an administrator enters to accept a finding."""

    reason: str
    until: datetime
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The state of a finding when it was accepted.

    Its details are stored as keyed hashes, which can be compared but reveal nothing.
    """

    reason: str
    until: datetime  # inclusive
    accepted_at: datetime
    by: str  # keyed hash of the user id
    severity: Severity
    variant: str | None  # keyed hash of the variant
    rows: Mapping[str, int]  # number of evidence rows, by keyed hash
    n: int  # all rows, also those without a hash of their own
    # Whether keys that are secrets were masked in the rows; former versions did not.
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Acceptances:
    """The active acceptances, by the keyed hash of the check id; and the salt of the hashes."""

    salt: bytes
    active: Mapping[str, Acceptance]
    # False soon after the start, when a subject may not be loaded yet: a check that passes then
    # is not fixed.
    startup_grace_over: bool = True


NOTHING_ACCEPTED = Acceptances(b"", MappingProxyType({}))


class EndReason(StrEnum):
    """Why an acceptance ended."""

    TIME = "time"
    EVIDENCE = "evidence"  # more or different evidence
    SEVERITY = "severity"  # a higher severity
    FIXED = "fixed"
