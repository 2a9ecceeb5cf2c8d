"""The age of the newest backup, compared with the schedule."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, backup, facts, pulled, run_check, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_overdue"
MINUTE = timedelta(minutes=1)


def _made(
    at: datetime | None, *, evidence_entities: dict[str, object] | None = None, **changes: object
) -> Facts:
    plan = schedule(last_completed=None, last_attempted=None, **changes)
    return facts(
        backups={"schedule": plan, "backups": (backup(at=at),)},
        evidence_entities=evidence_entities or {},
    )


FAILING = _made(NOW - 9 * DAY)


@pytest.mark.parametrize(
    ("recurrence", "days", "limit"),
    [
        ("daily", (), 2),
        ("custom_days", (0,), 8),
        ("custom_days", (0, 3), 5),
        ("custom_days", (5, 6), 7),
        ("custom_days", (0, 1, 2, 3, 4, 5, 6), 2),
    ],
)
def test_limits(recurrence: str, days: tuple[int, ...], limit: int) -> None:
    in_time = NOW - limit * DAY
    assert_passed(run_check(ID, _made(in_time, recurrence=recurrence, days=days)), at=in_time)
    late = in_time - MINUTE
    outcome = run_check(ID, _made(late, recurrence=recurrence, days=days))
    assert_failed(outcome, n=limit, at=late)


def test_completed_by_the_schedule_counts() -> None:
    plan = schedule(last_completed=NOW - DAY)
    changed = facts(backups={"schedule": plan, "backups": (backup(at=NOW - 30 * DAY),)})
    assert_passed(run_check(ID, changed), at=NOW - DAY)


def test_an_incomplete_backup_does_not_count() -> None:
    plan = schedule(last_completed=NOW - 9 * DAY)
    changed = facts(backups={"schedule": plan, "backups": (backup(complete=False),)})
    assert_failed(run_check(ID, changed), n=9)


@pytest.mark.parametrize(
    "changed",
    [
        facts(backups={"backups": ()}),
        facts(backups={"schedule": schedule(recurrence="never")}),
    ],
)
def test_covered_by_another_check(changed: Facts) -> None:
    assert_inapplicable(run_check(ID, changed), Inapplicable.COVERED)


def test_made_now() -> None:
    assert_passed(run_check(ID, _made(NOW)), at=NOW)


def test_future_dates() -> None:
    assert_unknown(run_check(ID, _made(NOW + MINUTE)), Reason.CLOCK)


def test_a_future_date_does_not_hide_a_recent_backup() -> None:
    two = (backup(), backup(at=NOW + DAY))
    assert_passed(run_check(ID, facts(backups={"backups": two})))


def test_dates_that_could_not_be_read() -> None:
    assert_unknown(run_check(ID, _made(None)), Reason.CLOCK)


def test_an_undated_backup_may_be_the_newest() -> None:
    rows = (backup(at=NOW - 9 * DAY), backup(at=None))
    plan = schedule(last_completed=None)
    assert_unknown(run_check(ID, facts(backups={"schedule": plan, "backups": rows})), Reason.CLOCK)


def test_none_was_completed() -> None:
    plan = schedule(last_completed=None)
    changed = facts(backups={"schedule": plan, "backups": (backup(complete=False),)})
    assert_failed(run_check(ID, changed), variant="incomplete")


def test_a_recent_one_may_be_in_an_unreadable_location() -> None:
    plan = schedule(last_completed=NOW - 9 * DAY)
    changed = facts(
        backups={
            "schedule": plan,
            "backups": (backup(at=NOW - 9 * DAY),),
            "unread_locations": (("cloud.cloud", Unavailable(Reason.REFUSED)),),
        }
    )
    assert_unknown(run_check(ID, changed), Reason.REFUSED)


# --- the options: another limit, backups pulled by another machine


@pytest.mark.parametrize("days", [1, 30])
def test_the_chosen_age(days: int) -> None:
    evidence = {"max_backup_age": days * DAY}
    assert_passed(run_check(ID, _made(NOW - days * DAY, evidence_entities=evidence)))
    outcome = run_check(ID, _made(NOW - days * DAY - MINUTE, evidence_entities=evidence))
    assert_failed(outcome, n=days)


def test_a_pulled_copy_counts() -> None:
    evidence = {"pulled_backup": pulled(NOW - DAY)}
    assert_passed(run_check(ID, _made(NOW - 30 * DAY, evidence_entities=evidence)), at=NOW - DAY)
    never = schedule(recurrence="never", last_completed=None)
    only = facts(backups={"schedule": never, "backups": ()}, evidence_entities=evidence)
    assert_passed(run_check(ID, only), at=NOW - DAY)


def test_days_count_only_while_the_schedule_uses_them() -> None:
    chosen = {"pulled_backup": pulled(NOW - 5 * DAY)}
    off = schedule(recurrence="never", days=(0, 1, 2, 3, 4, 5, 6), last_completed=None)
    only = facts(backups={"schedule": off, "backups": ()}, evidence_entities=chosen)
    assert_passed(run_check(ID, only), at=NOW - 5 * DAY)


def test_a_pulled_copy_that_is_old_too() -> None:
    evidence = {"pulled_backup": pulled(NOW - 5 * DAY)}
    assert_failed(
        run_check(ID, _made(NOW - 30 * DAY, evidence_entities=evidence)), n=5, at=NOW - 5 * DAY
    )


@pytest.mark.parametrize(
    ("at", "reason"),
    [(NOW + DAY, Reason.CLOCK), (Unavailable(Reason.MISSING), Reason.MISSING)],
)
def test_unknown_time_of_the_pull(at: datetime | Unavailable, reason: Reason) -> None:
    evidence: dict[str, object] = {"pulled_backup": pulled(at)}
    assert_unknown(run_check(ID, _made(NOW - 30 * DAY, evidence_entities=evidence)), reason)
    assert_passed(run_check(ID, _made(NOW - DAY, evidence_entities=evidence)), at=NOW - DAY)
