"""Is there an unused user account?

Its password is old, and misuse of an unused account goes unnoticed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ..facts import LONG_LIVED, AccountHistory, AuthFacts, Facts, Reason, User, require
from ..model.check import Area, Check, Fix, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("accounts.histories", "auth"),
    fix=Fix(path="/config/users"),
    params=frozenset({"n"}),
    variants=frozenset({"administrator", "user"}),
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
    # The use of tokens is not recorded.
    with_token = {row.user_id for row in auth.sessions if row.type == LONG_LIVED}
    unobservable = with_token | _without_trace(facts, dormant)
    certain = [user for user in dormant if user.id not in unobservable]
    rows = tuple(Evidence(EvidenceKind.USER, user.name) for user in certain)
    if any(user.is_admin for user in certain):
        return failed(evidence=rows, n=len(certain), variant="administrator")
    if certain:
        return failed(severity=Severity.LOW, evidence=rows, n=len(certain), variant="user")
    return unknown(Reason.EXTERNAL) if dormant else passed()


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
