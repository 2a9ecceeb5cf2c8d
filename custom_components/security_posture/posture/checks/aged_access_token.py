"""Are there long-lived access tokens that are years old?

Such a token logs in without a password and without a second factor. Home Assistant does
not record when it is used, and old ones are rarely documented.
"""

from datetime import datetime, timedelta

from ..facts import LONG_LIVED, Facts, Session, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("auth",),
    fix=Fix(path="/profile/security"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"old", "aged"}),
)

# A year is time to replace a token; after three, its holder is easily forgotten.
AGED = timedelta(days=365)
OLD = timedelta(days=3 * 365)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the old, valid tokens of active users."""
    auth = require(facts.auth)
    names = {user.id: user.name for user in auth.users if user.is_active}
    aged = sorted(
        (row for row in auth.sessions if row.user_id in names and _is_aged(row, now)),
        key=lambda row: row.created_at,
    )
    if not aged:
        return passed()
    rows = tuple(
        Evidence(EvidenceKind.TOKEN, f"{names[row.user_id]}: {row.name or ''}", at=row.created_at)
        for row in aged
    )
    if now - aged[0].created_at >= OLD:
        return failed(evidence=rows, n=len(aged), variant="old")
    return failed(severity=Severity.LOW, evidence=rows, n=len(aged), variant="aged")


def _is_aged(session: Session, now: datetime) -> bool:
    return (
        session.type == LONG_LIVED
        and now - session.created_at > AGED
        and (session.expires_at is None or session.expires_at > now)
    )
