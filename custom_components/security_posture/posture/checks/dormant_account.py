"""Does everybody who could sign in still do so?

An account nobody uses is an account nobody watches. Its password is old, and nobody would
notice that somebody else has it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ..facts import LONG_LIVED, AccountHistory, AuthFacts, Facts, Reason, User, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("accounts.histories", "auth"),
    fix=Fix(path="/config/users"),
    params=frozenset({"n"}),
    variants=frozenset({"administrator", "user"}),
)

# Longer than a season at the summer house.
UNUSED = timedelta(days=180)
# A new account's owner has signed in by then; Home Assistant does not say how old it is.
NEVER_USED = timedelta(days=30)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the accounts that nobody was seen to use, as far as they were watched."""
    auth, histories = require(facts.auth), require(require(facts.accounts).histories)
    last_used = _last_used(auth, histories)
    dormant = [
        user
        for user in auth.users
        if _is_dormant(user, histories.get(user.id), last_used.get(user.id), now)
    ]
    # What a token is used for is not recorded.
    with_token = {row.user_id for row in auth.sessions if row.type == LONG_LIVED}
    certain = [user for user in dormant if user.id not in with_token | _unseen(facts, dormant)]
    rows = tuple(Evidence(EvidenceKind.USER, user.name) for user in certain)
    if any(user.is_admin for user in certain):
        return failed(evidence=rows, n=len(certain), variant="administrator")
    if certain:
        return failed(severity=Severity.LOW, evidence=rows, n=len(certain), variant="user")
    return unknown(Reason.EXTERNAL) if dormant else passed()


def _unseen(facts: Facts, users: list[User]) -> set[str]:
    """Return whose use leaves no trace: an app, such as an MQTT broker, may ask for the password.

    Only the Supervisor lets apps do so. Who had a session once is a person.
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
    """Return when each user was seen last, by user id."""
    last = {
        user_id: history.last_used for user_id, history in histories.items() if history.last_used
    }
    for row in auth.sessions:
        if row.type != LONG_LIVED and row.last_used_at:
            last[row.user_id] = max(row.last_used_at, last.get(row.user_id, row.last_used_at))
    return last


def _is_dormant(
    user: User, history: AccountHistory | None, last_used: datetime | None, now: datetime
) -> bool:
    if not user.is_active or user.system_generated or not user.providers:
        return False
    if last_used:
        return now - last_used > UNUSED
    return history is not None and now - history.first_seen > NEVER_USED
