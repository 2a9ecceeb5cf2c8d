"""Accepted findings for tests."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from types import MappingProxyType

from custom_components.security_posture.posture.acceptance import accept, check_key
from custom_components.security_posture.posture.model import (
    AcceptanceRequest,
    Acceptances,
    Report,
    Result,
)

from .build import DAY, NOW

SALT = bytes(range(32))
ALICE = "the id of Alice"
UNTIL = NOW + 90 * DAY - timedelta(seconds=1)


def consent(reason: str = "It is only ever at home", user_id: str = ALICE) -> AcceptanceRequest:
    """Return a request to accept a finding for ninety days."""
    return AcceptanceRequest(reason=reason, until=UNTIL, user_id=user_id)


def accepted(
    report: Report,
    check_ids: Iterable[str],
    now: datetime = NOW,
    request: AcceptanceRequest | None = None,
) -> Acceptances:
    """Return acceptances of some findings of a report."""
    found = {row.id: row for row in report.results}
    return Acceptances(
        SALT,
        MappingProxyType(
            {
                check_key(SALT, check_id): accept(found[check_id], request or consent(), now, SALT)
                for check_id in check_ids
            }
        ),
    )


def of(report: Report, check_id: str) -> Result:
    """Return one result of a report."""
    return next(row for row in report.results if row.id == check_id)
