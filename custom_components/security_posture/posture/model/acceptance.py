"""Findings that an administrator has taken on for a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from .check import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRequest:
    """What an administrator says who accepts a finding."""

    reason: str
    until: datetime
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One finding as it was when it was accepted.

    What it was about is kept as keyed fingerprints, which can be compared and say nothing.
    """

    reason: str
    until: datetime  # the last second it is in force
    accepted_at: datetime
    by: str  # the fingerprint of the user's id
    severity: Severity
    variant: str | None  # the fingerprint of the variant of its words
    rows: Mapping[str, int]  # how many rows of evidence had each fingerprint
    n: int  # all rows, also those that have no fingerprint of their own


@dataclass(frozen=True, slots=True)
class Acceptances:
    """All that stand, by the fingerprint of the check's id; and the salt of the fingerprints."""

    salt: bytes
    active: Mapping[str, Acceptance]
    # False soon after the start, when what is to be judged may not be there yet: a check that
    # passes then has not been put right.
    startup_grace_over: bool = True


NOTHING_ACCEPTED = Acceptances(b"", MappingProxyType({}))


class EndReason(StrEnum):
    """Why an acceptance is over for good."""

    TIME = "time"
    EVIDENCE = "evidence"  # there is more of it, or something else
    SEVERITY = "severity"  # it has become graver
    FIXED = "put_right"
