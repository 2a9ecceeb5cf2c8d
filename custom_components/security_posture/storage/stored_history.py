"""The history in its stored form: keyed hashes, dates and severities, no names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..posture.checks import CHECKS
from ..posture.history import MAX_CHANGES, Change, ChangeKind, Finding, KnownWay, OpenFindings
from ..posture.keyed_hash import keyed_hash
from ..posture.model import Severity, State
from ..posture.model.ways import Position
from .keyed_store import new_salt, parse_date, parse_salt

# Administrators whose last visit is stored; the longest absent is dropped first.
MAX_READERS = 100
# Hexadecimal digits: enough to tell the checks apart.
_KEY_LENGTH = 16


@dataclass(slots=True, kw_only=True)
class StoredHistory:
    """What is stored. Users are keyed hashes; checks are ids, and keyed hashes in the file."""

    salt: bytes = field(default_factory=new_salt)
    open_findings: OpenFindings | None = None  # None before the first report
    changes: list[Change] = field(default_factory=list)  # oldest first
    looked_at: dict[str, datetime] = field(default_factory=dict)  # last visit by user key

    def user_key(self, user_id: str) -> str:
        """Return the key of a user in `looked_at` and `Change.by`."""
        return keyed_hash(self.salt, f"user {user_id}")


def as_data(stored: StoredHistory) -> dict[str, Any]:
    """Return the data to write."""
    keys = _check_keys(stored.salt)
    open_findings = stored.open_findings
    ways = open_findings.ways if open_findings else None
    return {
        "salt": stored.salt.hex(),
        "word": open_findings and open_findings.state.value,
        "findings": [
            [keys[check_id], finding.severity.value, finding.accepted]
            for check_id, finding in (open_findings.findings if open_findings else {}).items()
        ],
        "ways": None
        if ways is None
        else [
            [way.end.value, *(keys[check_id] for check_id in way.checks)] for way in sorted(ways)
        ],
        "changes": [
            [
                change.at.isoformat(),
                change.kind.value,
                keys[change.check_id],
                change.severity.value,
                *([] if change.by is None else [change.by]),
            ]
            for change in stored.changes
        ],
        "looked_at": {key: at.isoformat() for key, at in stored.looked_at.items()},
    }


def parse(data: Any) -> StoredHistory:
    """Return the history of a stored file, without checks that no longer exist.

    Raise if it has another form.
    """
    salt = parse_salt(data["salt"])
    looked_at = {str(key): parse_date(at) for key, at in data["looked_at"].items()}
    if len(data["changes"]) > MAX_CHANGES or len(looked_at) > MAX_READERS:
        raise ValueError
    ids = {key: check_id for check_id, key in _check_keys(salt).items()}
    return StoredHistory(
        salt=salt,
        open_findings=_open_findings(data["word"], data["findings"], ids, data.get("ways")),
        changes=[
            Change(parse_date(at), ChangeKind(kind), ids[key], Severity(severity), *map(str, by))
            for at, kind, key, severity, *by in data["changes"]
            if key in ids
        ],
        looked_at=looked_at,
    )


def _open_findings(
    word: Any, rows: Sequence[Any], ids: Mapping[str, str], ways: Sequence[Any] | None
) -> OpenFindings | None:
    if word is None:
        return None
    return OpenFindings(
        State(word),
        {
            ids[key]: Finding(Severity(severity), accepted=accepted is True)
            for key, severity, accepted in rows
            if key in ids
        },
        None if ways is None else frozenset(_ways(ways, ids)),
    )


def _way(way: KnownWay, keys: Mapping[str, str]) -> list[str]:
    return [way.end.value, *(keys[check_id] for check_id in way.checks)]


def _ways(rows: Sequence[Any], ids: Mapping[str, str]) -> Iterator[KnownWay]:
    for end, *keys in rows:
        if all(key in ids for key in keys):
            yield KnownWay(Position(end), tuple(sorted(ids[key] for key in keys)))


def _check_keys(salt: bytes) -> dict[str, str]:
    return {check_id: keyed_hash(salt, check_id)[:_KEY_LENGTH] for check_id in CHECKS}
