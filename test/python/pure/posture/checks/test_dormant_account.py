"""Unused accounts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from custom_components.security_posture.posture.facts import (
    LONG_LIVED,
    AccountHistory,
    Facts,
    Reason,
    Session,
    Unavailable,
    User,
)
from custom_components.security_posture.posture.model import Severity

from ..build import DAY, HEALTHY, NOW, facts, run_check, session, tablet, user
from ..expect import assert_failed, assert_passed

ID = "dormant_account"
TOKEN = session(type=LONG_LIVED, created_at=NOW - 200 * DAY, expires_at=NOW + 3000 * DAY)


def _history(seen: float, used: float | None) -> AccountHistory:
    at: datetime | None = None if used is None else NOW - used * DAY
    return AccountHistory(first_seen=NOW - seen * DAY, last_used=at)


def _home(who: User, history: AccountHistory | None, *sessions: object) -> Facts:
    histories = {} if history is None else {who.id: history}
    auth = {"users": (who,), "sessions": sessions}
    return facts(auth=auth, accounts={"histories": histories})


ADA = user()
FAILING = _home(ADA, _history(300, 181))


@pytest.mark.parametrize("history", [_history(300, 180.1), _history(30.1, None)])
def test_unused(history: AccountHistory) -> None:
    ada, wall = (replace(_home(who, history), supervisor=None) for who in (ADA, tablet()))
    assert_failed(run_check(ID, ada), variant="administrator", n=1, evidence=("Ada",))
    outcome = run_check(ID, wall)
    assert_failed(outcome, severity=Severity.LOW, variant="user", n=1, evidence=("Tablet",))


@pytest.mark.parametrize("supervisor", [HEALTHY.supervisor, Unavailable(Reason.STARTING)])
@pytest.mark.parametrize("who", [ADA, tablet()])
def test_apps_may_check_the_password_without_a_session(who: User, supervisor: object) -> None:
    """The MQTT broker checks the password, and such an account never has a session."""
    home = replace(_home(who, _history(300, None)), supervisor=supervisor)
    outcome = run_check(ID, home)
    assert_failed(outcome, severity=Severity.LOW, variant="not_recorded", n=1, evidence=(who.name,))
    once = replace(_home(ADA, _history(300, 181)), supervisor=supervisor)
    assert_failed(run_check(ID, once), variant="administrator", n=1)


def test_what_is_certain_comes_first() -> None:
    """An account whose use is not recorded does not raise the severity of another one."""
    broker = user(id="broker", name="Broker")
    histories = {"broker": _history(300, None), "tablet": _history(300, 200)}
    home = facts(auth={"users": (broker, tablet())}, accounts={"histories": histories})
    outcome = run_check(ID, home)
    assert_failed(outcome, severity=Severity.LOW, variant="user", n=1, evidence=("Tablet",))


@pytest.mark.parametrize("history", [_history(300, 180), _history(30, None), None])
def test_in_use_or_not_watched_for_long(history: AccountHistory | None) -> None:
    assert_passed(run_check(ID, _home(ADA, history)))


def test_a_session_that_is_used() -> None:
    assert_passed(run_check(ID, _home(ADA, _history(300, None), session())))
    assert_passed(run_check(ID, _home(ADA, _history(300, 200), session(last_used_at=NOW - DAY))))
    older = session(last_used_at=NOW - 190 * DAY)
    assert_failed(run_check(ID, _home(ADA, _history(300, 200), older)), n=1)


def test_use_of_a_token_is_not_recorded() -> None:
    outcome = run_check(ID, _home(ADA, _history(300, 200), TOKEN))
    assert_failed(outcome, severity=Severity.LOW, variant="not_recorded", n=1, evidence=("Ada",))
    assert_passed(run_check(ID, _home(ADA, _history(300, 10), TOKEN)))


def test_an_expired_token_is_no_use() -> None:
    expired = replace(TOKEN, expires_at=NOW)
    outcome = run_check(ID, _home(ADA, _history(300, 200), expired))
    assert_failed(outcome, variant="administrator", n=1)


def test_whoever_created_a_token_was_logged_in() -> None:
    recent = replace(TOKEN, created_at=NOW - 180 * DAY)
    assert_passed(run_check(ID, _home(ADA, _history(300, None), recent)))


def test_a_token_of_another_user() -> None:
    both = {"users": (ADA, tablet()), "sessions": (TOKEN,)}
    histories = {"admin": _history(300, 200), "tablet": _history(300, 200)}
    outcome = run_check(ID, facts(auth=both, accounts={"histories": histories}))
    assert_failed(outcome, severity=Severity.LOW, n=1, evidence=("Tablet",))


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"system_generated": True}, {"providers": ()}]
)
def test_users_who_cannot_log_in(changes: dict[str, object]) -> None:
    assert_passed(run_check(ID, _home(user(**changes), _history(300, 200))))


def test_sessions_are_not_searched_for_every_user() -> None:
    """Checks run in the event loop: two thousand users times their sessions would block it."""
    searched = 0

    class Sessions(tuple[Session, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Session]:
            nonlocal searched
            searched += 1
            return super().__iter__()

    users = tuple(user(id=f"user-{n}") for n in range(50))
    home = facts(auth={"users": users, "sessions": Sessions((session(user_id="user-1"),))})
    run_check(ID, home)
    assert 1 <= searched <= 5
