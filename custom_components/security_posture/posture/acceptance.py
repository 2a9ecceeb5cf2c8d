"""Apply and end acceptances of findings.

An acceptance covers a finding as it was: its evidence, its variant and its severity. It ends for
good when it expires, when there is something it does not cover, and when the finding is fixed:
if it comes back later, it is a new finding.
"""

from collections import Counter
from datetime import datetime, timedelta
import json
from types import MappingProxyType
from typing import Final

from .keyed_hash import keyed_hash
from .model import (
    MASK,
    Acceptance,
    AcceptanceRequest,
    Acceptances,
    EndReason,
    EvidenceKind,
    Exposure,
    ExposureKind,
    Result,
    Status,
)

# If the clock is further back than this, it cannot show when an acceptance expires.
CLOCK_SLACK: Final = timedelta(days=1)
_HASH_LENGTH: Final = 32  # hexadecimal digits


def check_key(salt: bytes, check_id: str) -> str:
    """Return the key under which the acceptance of a check is stored."""
    return _keyed_hash(salt, "check", check_id)


def user_key(salt: bytes, user_id: str) -> str:
    """Return the key of a user in stored acceptances."""
    return _keyed_hash(salt, "user", user_id)


def accept(result: Result, request: AcceptanceRequest, now: datetime, salt: bytes) -> Acceptance:
    """Return the acceptance of a finding in its current state."""
    return Acceptance(
        reason=request.reason,
        until=request.until,
        accepted_at=now,
        by=user_key(salt, request.user_id),
        severity=result.severity,
        variant=_variant(salt, result),
        rows=MappingProxyType(dict(_rows(salt, result))),
        n=result.rows,
        masked=any(kind == EvidenceKind.PLACE for kind, _ in result.identities),
    )


def end_reason(
    acceptance: Acceptance, result: Result, exposure: Exposure, accepted: Acceptances
) -> EndReason | None:
    """Return why the current result ends an acceptance; None: it does not.

    An unknown, assumed or inapplicable result ends nothing.
    """
    if result.status is Status.PASS:
        return EndReason.FIXED if accepted.startup_grace_over and result.is_conclusive else None
    if not result.is_finding:
        return None
    salt = accepted.salt
    if _variant(salt, result) != acceptance.variant or not _covers(acceptance, result, salt):
        return EndReason.EVIDENCE
    # An assumed exposure can raise the severity; wait until the exposure is known.
    if _is_more_severe(acceptance, result) and not _is_assumed(exposure):
        return EndReason.SEVERITY
    return None


def is_in_force(acceptance: Acceptance, result: Result, now: datetime) -> bool:
    """Return whether an acceptance that has not ended applies to this result."""
    return (
        result.is_finding
        and not _is_more_severe(acceptance, result)
        and acceptance.accepted_at - CLOCK_SLACK <= now
    )


def expired(accepted: Acceptances, now: datetime) -> dict[str, EndReason]:
    """Return the expired acceptances, also those of removed checks."""
    return {key: EndReason.TIME for key, each in accepted.active.items() if now > each.until}


def _covers(acceptance: Acceptance, result: Result, salt: bytes) -> bool:
    if result.rows > acceptance.n:
        return False
    found, covered = _rows(salt, result), Counter(acceptance.rows)
    new = found - covered
    if not new or acceptance.masked:
        return not new
    # The same rows had other keys then, which nothing knows any longer.
    return new <= _rows(salt, result, only=MASK) and new.total() <= (covered - found).total()


def _rows(salt: bytes, result: Result, only: str = "") -> Counter[str]:
    return Counter(
        _keyed_hash(salt, "row", result.id, *row) for row in result.identities if only in row[1]
    )


def _variant(salt: bytes, result: Result) -> str | None:
    variant = result.params.get("variant")
    if variant in result.check.units:
        return None
    return None if variant is None else _keyed_hash(salt, "variant", result.id, str(variant))


def _is_more_severe(acceptance: Acceptance, result: Result) -> bool:
    return result.severity.weight > acceptance.severity.weight


def _is_assumed(exposure: Exposure) -> bool:
    kinds = {row.kind for row in exposure.evidence}
    return kinds == {ExposureKind.UNKNOWN}


def _keyed_hash(salt: bytes, *parts: str) -> str:
    """Return a keyed hash of the parts, encoded as JSON to keep them apart."""
    return keyed_hash(salt, json.dumps(parts))[:_HASH_LENGTH]
