"""Accepted findings in their stored form: the reason as plain text, keyed hashes of the rest.

Backups contain the file, so it must not say what was found or who accepted it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from ..posture.model import Acceptance, Acceptances, Severity
from .keyed_store import parse_date, parse_salt

MAX_REASON: Final = 200
# Several times the number of checks: acceptances of checks that a later version drops remain.
_MAX_ACCEPTED: Final = 500
_MAX_ROWS: Final = 1_000


def as_data(accepted: Acceptances) -> dict[str, Any]:
    """Return the data to write."""
    return {
        "salt": accepted.salt.hex(),
        "accepted": {key: _as_row(each) for key, each in accepted.active.items()},
    }


def parse(data: Any) -> Acceptances:
    """Return the acceptances of a stored file. Raise if it has another form."""
    salt, rows = parse_salt(data["salt"]), data["accepted"]
    if len(rows) > _MAX_ACCEPTED:
        raise ValueError
    return Acceptances(salt, MappingProxyType({key: _parse_row(row) for key, row in rows.items()}))


def _as_row(acceptance: Acceptance) -> dict[str, Any]:
    return {
        "reason": acceptance.reason,
        "until": acceptance.until.isoformat(),
        "accepted_at": acceptance.accepted_at.isoformat(),
        "by": acceptance.by,
        "severity": acceptance.severity.value,
        "variant": acceptance.variant,
        "rows": dict(acceptance.rows),
        "n": acceptance.n,
    } | ({"masked": True} if acceptance.masked else {})


def _parse_row(row: Mapping[str, Any]) -> Acceptance:
    rows = {_text(key): _count(n) for key, n in row["rows"].items()}
    if len(row["reason"]) > MAX_REASON or len(rows) > _MAX_ROWS:
        raise ValueError
    return Acceptance(
        reason=_text(row["reason"]),
        until=parse_date(row["until"]),
        accepted_at=parse_date(row["accepted_at"]),
        by=_text(row["by"]),
        severity=Severity(row["severity"]),
        variant=None if row["variant"] is None else _text(row["variant"]),
        rows=MappingProxyType(rows),
        n=_count(row["n"]),
        masked=row.get("masked") is True,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError
    return value
