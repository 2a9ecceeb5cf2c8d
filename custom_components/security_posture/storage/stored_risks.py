"""How accepted findings are kept: the reason in plain text, and keyed fingerprints of the rest.

What is kept ends up in backups, so it must not say what was found, or who accepted it.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..posture.model import Acceptance, Acceptances, Severity

SALT_BYTES: Final = 32
MAX_REASON: Final = 200
# Several times the checks there are: those that a later version has done away with may stand too.
_MAX_KEPT: Final = 500
_MAX_ROWS: Final = 1_000


def as_data(accepted: Acceptances) -> dict[str, Any]:
    """Return what may be kept."""
    return {
        "salt": accepted.salt.hex(),
        "accepted": {key: _as_row(each) for key, each in accepted.active.items()},
    }


def restored(data: Any) -> Acceptances:
    """Return what was kept. Raises where it is not as it was written."""
    salt = bytes.fromhex(data["salt"])
    rows = data["accepted"]
    if len(salt) != SALT_BYTES or len(rows) > _MAX_KEPT:
        raise ValueError
    return Acceptances(salt, MappingProxyType({key: _of_row(row) for key, row in rows.items()}))


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
    }


def _of_row(row: Mapping[str, Any]) -> Acceptance:
    rows = {_text(key): _count(n) for key, n in row["rows"].items()}
    if len(row["reason"]) > MAX_REASON or len(rows) > _MAX_ROWS:
        raise ValueError
    return Acceptance(
        reason=_text(row["reason"]),
        until=_date(row["until"]),
        accepted_at=_date(row["accepted_at"]),
        by=_text(row["by"]),
        severity=Severity(row["severity"]),
        variant=None if row["variant"] is None else _text(row["variant"]),
        rows=MappingProxyType(rows),
        n=_count(row["n"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _date(text: str) -> datetime:
    at = dt_util.parse_datetime(text, raise_on_error=True)
    if at.tzinfo is None:
        raise ValueError
    return at
