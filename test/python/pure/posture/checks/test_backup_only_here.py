"""Recent backups outside this machine."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import BackupCopy, Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, backup, facts, pulled, run_check, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_only_here"
HERE = (BackupCopy(location="backup.local", encrypted=True),)
OUTSIDE = (BackupCopy(location="cloud.cloud", encrypted=True),)


def _made(*rows: object, **changes: object) -> Facts:
    return facts(backups={"backups": rows, **changes})


FAILING = _made(backup(copies=HERE))


def test_outside() -> None:
    assert_passed(run_check(ID, facts()), n=1)


def test_by_hand_counts() -> None:
    assert_passed(run_check(ID, _made(backup(automatic=False, copies=OUTSIDE))), n=1)


def test_only_here() -> None:
    assert_failed(run_check(ID, FAILING), variant="none")


def test_old_outside() -> None:
    late = NOW - 2 * DAY - timedelta(minutes=1)
    rows = (
        backup(copies=HERE),
        backup(copies=OUTSIDE, at=late),
        backup(copies=OUTSIDE, at=NOW - 9 * DAY),
    )
    assert_failed(run_check(ID, _made(*rows)), variant="old", at=late)


@pytest.mark.parametrize("recurrence", ["never", "custom_days"])  # no days are selected
def test_without_a_schedule_a_week_is_fresh(recurrence: str) -> None:
    plan = schedule(recurrence=recurrence, days=())
    fresh = backup(copies=OUTSIDE, at=NOW - 8 * DAY)
    assert_passed(run_check(ID, _made(fresh, schedule=plan)), n=1)
    old = backup(copies=OUTSIDE, at=NOW - 8 * DAY - timedelta(minutes=1))
    assert_failed(run_check(ID, _made(old, schedule=plan)), variant="old")


def test_no_backup_is_another_check() -> None:
    assert_inapplicable(run_check(ID, _made()), Inapplicable.COVERED)


def test_impossible_dates() -> None:
    for at in (None, NOW + DAY):
        assert_unknown(run_check(ID, _made(backup(copies=OUTSIDE, at=at))), Reason.CLOCK)


def test_a_copy_may_be_in_an_unreadable_location() -> None:
    unread = (("cloud.cloud", Unavailable(Reason.TIMEOUT)),)
    outcome = run_check(ID, _made(backup(copies=HERE), unread_locations=unread))
    assert_unknown(outcome, Reason.TIMEOUT)


def test_an_unknown_location_may_be_outside() -> None:
    unread = (("nas.attic", Unavailable(Reason.NOT_LOADED)),)
    outcome = run_check(ID, _made(backup(copies=HERE), unread_locations=unread))
    assert_unknown(outcome, Reason.NOT_LOADED)


def test_this_machine_could_not_be_listed() -> None:
    unread = (("backup.local", Unavailable(Reason.TIMEOUT)),)
    old = backup(copies=OUTSIDE, at=NOW - 30 * DAY)
    assert_failed(run_check(ID, _made(old, unread_locations=unread)), variant="old")


# --- the options: another limit, backups pulled by another machine


def _here(at: datetime | Unavailable) -> Facts:
    return facts(
        backups={"backups": (backup(copies=HERE),)}, evidence_entities={"pulled_backup": pulled(at)}
    )


def test_the_chosen_age() -> None:
    chosen = {"max_backup_age": 30 * DAY}
    fresh = {"backups": (backup(copies=OUTSIDE, at=NOW - 30 * DAY),)}
    assert_passed(run_check(ID, facts(backups=fresh, evidence_entities=chosen)), n=1)
    old = {"backups": (backup(copies=OUTSIDE, at=NOW - 30 * DAY - timedelta(minutes=1)),)}
    assert_failed(run_check(ID, facts(backups=old, evidence_entities=chosen)), variant="old")


def test_a_pulled_copy_is_outside() -> None:
    assert_passed(run_check(ID, _here(NOW - 2 * DAY)))


def test_a_pulled_copy_that_is_old() -> None:
    late = NOW - 2 * DAY - timedelta(minutes=1)
    assert_failed(run_check(ID, _here(late)), variant="old", at=late)


@pytest.mark.parametrize(
    ("at", "reason"),
    [(NOW + DAY, Reason.CLOCK), (Unavailable(Reason.MISSING), Reason.MISSING)],
)
def test_unknown_time_of_the_pull(at: datetime | Unavailable, reason: Reason) -> None:
    assert_unknown(run_check(ID, _here(at)), reason)


def test_only_pulled() -> None:
    only = facts(backups={"backups": ()}, evidence_entities={"pulled_backup": pulled(NOW - DAY)})
    assert_passed(run_check(ID, only))
