"""Does what was accepted still hold?

An acceptance covers a finding as it was seen: these rows of evidence, these words, this
severity. It ends for good when its time is over, when there is something it does not cover,
and when the finding is put right, so that the next one is a new one.
"""

from collections import Counter
from datetime import datetime, timedelta
import json
from types import MappingProxyType
from typing import Final

from .keyed_hash import keyed_hash
from .model import Acceptance, Acceptances, Consent, Ending, Exposure, ExposureKind, Result, Status

# A clock that was put back by more cannot tell when an acceptance ends.
CLOCK_SLACK: Final = timedelta(days=1)
_HASH_LENGTH: Final = 32  # hexadecimal digits


def check_key(salt: bytes, check_id: str) -> str:
    """Return what the acceptance of a check is kept under."""
    return _keyed_hash(salt, "check", check_id)


def user_key(salt: bytes, user_id: str) -> str:
    """Return what an acceptance says of who made it."""
    return _keyed_hash(salt, "user", user_id)


def accept(result: Result, consent: Consent, now: datetime, salt: bytes) -> Acceptance:
    """Return the acceptance of a finding as it is now."""
    return Acceptance(
        reason=consent.reason,
        until=consent.until,
        accepted_at=now,
        by=user_key(salt, consent.user_id),
        severity=result.severity,
        variant=_variant(salt, result),
        rows=MappingProxyType(dict(_rows(salt, result))),
        n=result.rows,
    )


def ending(
    acceptance: Acceptance, result: Result, exposure: Exposure, accepted: Acceptances
) -> Ending | None:
    """Return why an acceptance is over, given what its check says now; None: it is not.

    Where the check says nothing (unknown, inferred, not applicable) there is nothing to end it for.
    """
    if result.status is Status.PASS:
        return Ending.FIXED if accepted.startup_grace_over and result.is_conclusive else None
    if not result.is_finding:
        return None
    salt = accepted.salt
    if _variant(salt, result) != acceptance.variant or not _covers(acceptance, result, salt):
        return Ending.EVIDENCE
    # Graver because the exposure cannot be told: it may be no graver once it can.
    if _is_graver(acceptance, result) and not _is_guess(exposure):
        return Ending.SEVERITY
    return None


def is_in_force(acceptance: Acceptance, result: Result, now: datetime) -> bool:
    """Return whether an acceptance that is not over lifts the alarm of this result."""
    return (
        result.is_finding
        and not _is_graver(acceptance, result)
        and acceptance.accepted_at - CLOCK_SLACK <= now
    )


def overdue(accepted: Acceptances, now: datetime) -> dict[str, Ending]:
    """Return those whose time is over, also of checks that there are no more."""
    return {key: Ending.TIME for key, each in accepted.active.items() if now > each.until}


def _covers(acceptance: Acceptance, result: Result, salt: bytes) -> bool:
    if result.rows > acceptance.n:
        return False
    found = _rows(salt, result)
    return all(n <= acceptance.rows.get(key, 0) for key, n in found.items())


def _rows(salt: bytes, result: Result) -> Counter[str]:
    return Counter(_keyed_hash(salt, "row", result.id, *row) for row in result.identities)


def _variant(salt: bytes, result: Result) -> str | None:
    variant = result.params.get("variant")
    return None if variant is None else _keyed_hash(salt, "variant", result.id, str(variant))


def _is_graver(acceptance: Acceptance, result: Result) -> bool:
    return result.severity.weight > acceptance.severity.weight


def _is_guess(exposure: Exposure) -> bool:
    kinds = {row.kind for row in exposure.evidence}
    return kinds == {ExposureKind.UNKNOWN}


def _keyed_hash(salt: bytes, *parts: str) -> str:
    """Return a keyed hash of the parts. As JSON they cannot run into each other."""
    return keyed_hash(salt, json.dumps(parts))[:_HASH_LENGTH]
