"""Do unused sessions expire?

A session expires ninety days after its last use, unless its owner turned that off. One that never
expires keeps a lost or sold device logged in.
"""

from datetime import datetime, timedelta

from ..facts import Facts, Session, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.LOW, local=Severity.INFO),
    needs=("auth",),
    fix=Fix(path="/profile/security"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
)

# Home Assistant's own expiration.
UNUSED = timedelta(days=90)
NORMAL = "normal"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the sessions that never expire or are unused for too long."""
    auth = require(facts.auth)
    names = {user.id: user.name for user in auth.users if user.is_active}
    lasting = [row for row in auth.sessions if row.user_id in names and _lasts(row, now)]
    rows = tuple(
        Evidence(EvidenceKind.USER, names[row.user_id], at=row.last_used_at) for row in lasting
    )
    return failed(evidence=rows, n=len(rows)) if rows else passed()


def _lasts(session: Session, now: datetime) -> bool:
    if session.type != NORMAL or (session.expires_at and session.expires_at <= now):
        return False
    used = session.last_used_at or session.created_at
    return session.expires_at is None or now - used > UNUSED
