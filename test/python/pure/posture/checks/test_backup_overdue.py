"""The age of the newest backup, compared with the schedule."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import Backup, Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Status

from ..build import DAY, NOW, backup, facts, pulled, remembered, run_check, schedule
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


# --- Home Assistant's own records, and locations that cannot be listed

CLOUD_GAP = (("cloud.cloud", Unavailable(Reason.REFUSED)),)


@pytest.mark.parametrize("reason", [Reason.REFUSED, Reason.NOT_LOADED, Reason.TIMEOUT])
@pytest.mark.parametrize("rows", [(), (backup(at=NOW - 62 * DAY, automatic=False),)])
def test_the_schedule_was_last_fulfilled_long_ago(reason: Reason, rows: tuple[Backup, ...]) -> None:
    """Whatever may be at a location that cannot be listed, the schedule made none."""
    plan = schedule(last_completed=NOW - 60 * DAY, last_attempted=NOW)
    changed = facts(
        backups={
            "schedule": plan,
            "backups": rows,
            "unread_locations": (("cloud.cloud", Unavailable(reason)),),
        }
    )
    assert_failed(run_check(ID, changed), n=60, evidence=("cloud.cloud",))


def test_the_records_decide_before_impossible_dates() -> None:
    plan = schedule(last_completed=NOW - 9 * DAY)
    rows = (backup(at=None), backup(at=NOW + DAY))
    assert_failed(run_check(ID, facts(backups={"schedule": plan, "backups": rows})), n=9)


def test_the_schedule_was_fulfilled_in_the_future() -> None:
    plan = schedule(last_completed=NOW + DAY)
    rows = (backup(at=NOW - 9 * DAY),)
    outcome = run_check(ID, facts(backups={"schedule": plan, "backups": rows}))
    assert_unknown(outcome, Reason.CLOCK)


def _away(at: datetime | None, **changes: object) -> Facts:
    rows = tuple(backup(at=NOW - days * DAY) for days in (9, 10, 11))
    return facts(
        backups={
            "schedule": schedule(last_completed=None, recurrence="never"),
            "backups": rows,
            "unread_locations": CLOUD_GAP,
            "remembered": (remembered(at, **changes),),
        }
    )


def test_what_was_seen_last_counts_until_it_is_too_old() -> None:
    assert_passed(run_check(ID, _away(NOW - 2 * DAY)), at=NOW - 2 * DAY)
    late = NOW - 2 * DAY - MINUTE
    assert_failed(run_check(ID, _away(late)), n=2, at=late, evidence=("cloud.cloud",))


def test_an_incomplete_one_was_seen_there() -> None:
    """An older complete one may be there, too."""
    assert_unknown(run_check(ID, _away(NOW - DAY, complete=False)), Reason.REFUSED)
    late = _away(NOW - 2 * DAY - MINUTE, complete=False)
    assert_failed(run_check(ID, late), n=9)


def test_nothing_was_seen_there() -> None:
    assert_unknown(run_check(ID, _away(None)), Reason.REFUSED)
    assert_failed(run_check(ID, _away(None, unread_since=NOW - 2 * DAY - MINUTE)), n=9)


def _never_completed(reason: Reason, **changes: object) -> Facts:
    gaps = (("cloud.cloud", Unavailable(reason)),)
    plan = schedule(last_completed=None, **changes)
    return facts(backups={"schedule": plan, "backups": (), "unread_locations": gaps})


def test_none_was_ever_completed() -> None:
    assert_failed(run_check(ID, _never_completed(Reason.NOT_LOADED)), variant="lost")
    # A backup may have reached this one.
    assert_unknown(run_check(ID, _never_completed(Reason.TIMEOUT)), Reason.TIMEOUT)
    # The first one is still to come.
    first = _never_completed(Reason.NOT_LOADED, last_attempted=None)
    assert_unknown(run_check(ID, first), Reason.NOT_LOADED)
    not_selected = _never_completed(Reason.NOT_LOADED, locations=("backup.local",))
    assert_unknown(run_check(ID, not_selected), Reason.NOT_LOADED)


# --- a rhythm instead of a schedule


@pytest.mark.parametrize(
    ("days_ago", "limit"), [((0, 1, 2), 2), ((0, 7, 14), 8), ((0, 3, 6), 4), ((0, 31, 61), 32)]
)
def test_limits_of_a_rhythm(days_ago: tuple[int, ...], limit: int) -> None:
    def after(pause: timedelta) -> Facts:
        rows = tuple(backup(at=NOW - pause - days * DAY) for days in days_ago)
        plan = schedule(recurrence="never", last_completed=None)
        return facts(backups={"schedule": plan, "backups": rows})

    assert_passed(run_check(ID, after(limit * DAY)), at=NOW - limit * DAY)
    assert_failed(run_check(ID, after(limit * DAY + MINUTE)), n=limit)


def test_backups_of_another_instance_do_not_count() -> None:
    rows = (backup(at=NOW - 9 * DAY), backup(foreign=True))
    plan = schedule(last_completed=None)
    assert_failed(run_check(ID, facts(backups={"schedule": plan, "backups": rows})), n=9)


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


@pytest.mark.parametrize(("days", "status"), [(6, Status.PASS), (8, Status.PASS), (9, Status.FAIL)])
def test_a_recurrence_of_a_later_version_counts_as_weekly(days: int, status: Status) -> None:
    changed = facts(
        backups={
            "schedule": schedule(recurrence="weekly", days=(), last_completed=None),
            "backups": (backup(at=NOW - days * DAY),),
        }
    )
    assert run_check("backup_overdue", changed).status is status
