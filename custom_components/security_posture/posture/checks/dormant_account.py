"""Is there an unused user account?

Its password is old, and misuse of an unused account goes unnoticed. Home Assistant does not record
the use of long-lived tokens, nor of passwords that apps verify; whether such an account is used,
only an administrator can say.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ..facts import LONG_LIVED, AccountHistory, AuthFacts, Facts, Session, User, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("accounts.histories", "auth"),
    fix=Fix(path="/config/users"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"administrator", "user", "not_recorded"}),
)

# Longer than a season in a holiday home.
UNUSED = timedelta(days=180)
# Time for the first login to a new account; Home Assistant does not store its age.
NEVER_USED = timedelta(days=30)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the accounts without a recorded use."""
    auth, histories = require(facts.auth), require(require(facts.accounts).histories)
    last_used = _last_used(auth, histories)
    dormant = [
        user
        for user in auth.users
        if _is_dormant(user, histories.get(user.id), last_used.get(user.id), now)
    ]
    unrecorded = _with_token(auth, now) | _without_trace(facts, dormant)
    if certain := [user for user in dormant if user.id not in unrecorded]:
        return _unused(certain)
    if dormant:
        return failed(
            severity=Severity.LOW, evidence=_rows(dormant), n=len(dormant), variant="not_recorded"
        )
    return passed()


def _unused(users: list[User]) -> Outcome:
    if any(user.is_admin for user in users):
        return failed(evidence=_rows(users), n=len(users), variant="administrator")
    return failed(severity=Severity.LOW, evidence=_rows(users), n=len(users), variant="user")


def _rows(users: list[User]) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.USER, user.name) for user in users)


def _with_token(auth: AuthFacts, now: datetime) -> set[str]:
    """Return the users with a valid long-lived token; its use is not recorded."""
    return {row.user_id for row in auth.sessions if row.type == LONG_LIVED and _is_valid(row, now)}


def _is_valid(session: Session, now: datetime) -> bool:
    return session.expires_at is None or session.expires_at > now


def _without_trace(facts: Facts, users: list[User]) -> set[str]:
    """Return the users whose logins leave no trace: an app may verify their password.

    Apps such as an MQTT broker do so through the Supervisor. An account that ever had a session
    belongs to a person.
    """
    if facts.supervisor is None:
        return set()
    auth, histories = require(facts.auth), require(require(facts.accounts).histories)
    with_session = {row.user_id for row in auth.sessions if row.type != LONG_LIVED}
    return {
        user.id
        for user in users
        if user.id not in with_session
        and not ((history := histories.get(user.id)) and history.last_used)
    }


def _last_used(auth: AuthFacts, histories: Mapping[str, AccountHistory]) -> dict[str, datetime]:
    """Return the last recorded use of each account, by user id."""
    last = {
        user_id: history.last_used for user_id, history in histories.items() if history.last_used
    }
    for row in auth.sessions:
        # Somebody was logged in to create a long-lived token.
        used = row.created_at if row.type == LONG_LIVED else row.last_used_at
        if used:
            last[row.user_id] = max(used, last.get(row.user_id, used))
    return last


def _is_dormant(
    user: User, history: AccountHistory | None, last_used: datetime | None, now: datetime
) -> bool:
    if not user.is_active or user.system_generated or not user.providers:
        return False
    if last_used:
        return now - last_used > UNUSED
    return history is not None and now - history.first_seen > NEVER_USED
