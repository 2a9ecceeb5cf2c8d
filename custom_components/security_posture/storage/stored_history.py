"""The history as it lies in the store: keyed hashes, times and severities, no names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..posture.checks import CHECKS
from ..posture.history import MAX_CHANGES, Change, ChangeKind, Finding, OpenFindings
from ..posture.model import Severity, State
from .keyed_hash import SALT_BYTES, keyed_hash, new_salt

# Users who look; the longest absent is forgotten first.
MAX_LOOKERS = 100
# Hexadecimal digits: plenty to tell the checks apart.
_SHORT = 16


@dataclass(slots=True, kw_only=True)
class StoredHistory:
    """What is kept. Users are held as fingerprints, checks by their ids."""

    salt: bytes = field(default_factory=new_salt)
    open_findings: OpenFindings | None = None  # None before the first report
    changes: list[Change] = field(default_factory=list)  # oldest first
    looked_at: dict[str, datetime] = field(default_factory=dict)

    def user_key(self, user_id: str) -> str:
        """Return what a user is remembered by."""
        return keyed_hash(self.salt, f"user {user_id}")


def as_data(kept: StoredHistory) -> dict[str, Any]:
    """Return what is written."""
    keys = _keys(kept.salt)
    open_findings = kept.open_findings
    return {
        "salt": kept.salt.hex(),
        "word": open_findings and open_findings.state.value,
        "findings": [
            [keys[check_id], finding.severity.value, finding.accepted]
            for check_id, finding in (open_findings.findings if open_findings else {}).items()
        ],
        "changes": [
            [change.at.isoformat(), change.kind.value, keys[change.check_id], change.severity.value]
            for change in kept.changes
        ],
        "looked_at": {key: at.isoformat() for key, at in kept.looked_at.items()},
    }


def restored(data: Any) -> StoredHistory:
    """Return what was written, without checks that are no more.

    Raises where it is not ours.
    """
    salt = bytes.fromhex(data["salt"])
    looked_at = {str(key): _time(at) for key, at in data["looked_at"].items()}
    if len(salt) != SALT_BYTES or len(data["changes"]) > MAX_CHANGES:
        raise ValueError
    if len(looked_at) > MAX_LOOKERS:
        raise ValueError
    ids = {key: check_id for check_id, key in _keys(salt).items()}
    return StoredHistory(
        salt=salt,
        open_findings=_standing(data["word"], data["findings"], ids),
        changes=[
            Change(_time(at), ChangeKind(kind), ids[key], Severity(severity))
            for at, kind, key, severity in data["changes"]
            if key in ids
        ],
        looked_at=looked_at,
    )


def _standing(word: Any, rows: Sequence[Any], ids: Mapping[str, str]) -> OpenFindings | None:
    if word is None:
        return None
    return OpenFindings(
        State(word),
        {
            ids[key]: Finding(Severity(severity), accepted=accepted is True)
            for key, severity, accepted in rows
            if key in ids
        },
    )


def _keys(salt: bytes) -> dict[str, str]:
    return {check_id: keyed_hash(salt, check_id)[:_SHORT] for check_id in CHECKS}


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError
    return at
