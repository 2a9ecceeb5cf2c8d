"""The last automatic backup."""

from datetime import timedelta

import pytest

from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, backup, facts, run_check, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_failing"
FAILING = facts(backups={"schedule": schedule(last_attempted=NOW)})


def test_succeeded() -> None:
    assert_passed(run_check(ID, facts()))


def test_succeeded_at_once() -> None:
    plan = schedule(last_attempted=NOW, last_completed=NOW)
    assert_passed(run_check(ID, facts(backups={"schedule": plan})))


def test_failed() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=NOW)})
    assert_failed(run_check(ID, changed), variant="failed")


def test_never_succeeded() -> None:
    changed = facts(backups={"schedule": schedule(last_completed=None)})
    assert_failed(run_check(ID, changed), variant="failed")


def test_in_progress() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=NOW), "running": True})
    assert_passed(run_check(ID, changed))


def test_failed_at_one_location() -> None:
    # Home Assistant does not call such a backup completed.
    partial = backup(failed_locations=("cloud.cloud",))
    plan = schedule(last_completed=NOW - DAY)
    outcome = run_check(ID, facts(backups={"backups": (partial,), "schedule": plan}))
    assert_failed(outcome, variant="incomplete", evidence=("cloud.cloud",))


def test_first_backup_in_progress() -> None:
    plan = schedule(last_attempted=NOW, last_completed=None)
    changed = facts(backups={"schedule": plan, "backups": (), "running": True})
    assert_unknown(run_check(ID, changed), Reason.STARTING)


def test_in_progress_after_an_incomplete_one() -> None:
    rows = (backup(complete=False),)
    changed = {"schedule": schedule(last_attempted=NOW), "backups": rows, "running": True}
    assert_failed(run_check(ID, facts(backups=changed)), variant="incomplete")


def test_the_result_may_be_in_an_unreadable_location() -> None:
    unread = (("cloud.cloud", Unavailable(Reason.TIMEOUT)),)
    older = backup(at=NOW - 2 * DAY, complete=False)
    changed = facts(backups={"backups": (older,), "unread_locations": unread})
    assert_unknown(run_check(ID, changed), Reason.TIMEOUT)
    assert_passed(run_check(ID, facts(backups={"unread_locations": unread})))


def test_the_record_decides_while_its_location_is_unreadable() -> None:
    unread = (("cloud.cloud", Unavailable(Reason.TIMEOUT)),)
    for is_failed, passes in ((False, True), (True, False), (None, False)):
        changed = {"backups": (), "unread_locations": unread, "newest_failed": is_failed}
        outcome = run_check(ID, facts(backups=changed))
        if passes:
            assert_passed(outcome)
        else:
            assert_unknown(outcome, Reason.TIMEOUT)
    # It says nothing about an attempt that did not end.
    changed = {"schedule": schedule(last_attempted=NOW), "newest_failed": False}
    assert_failed(run_check(ID, facts(backups=changed)), variant="failed")


def test_completed_and_deleted() -> None:
    older = backup(at=NOW - 2 * DAY, complete=False)
    assert_passed(run_check(ID, facts(backups={"backups": (older,)})))


@pytest.mark.parametrize(("early", "fails"), [(60, True), (61, False)])
def test_dates_may_differ_slightly(early: int, fails: bool) -> None:
    began = NOW - timedelta(hours=9)
    row = backup(at=began - timedelta(seconds=early), complete=False)
    plan = schedule(last_attempted=began, last_completed=NOW)
    outcome = run_check(ID, facts(backups={"backups": (row,), "schedule": plan}))
    if fails:
        assert_failed(outcome, variant="incomplete")
    else:
        assert_passed(outcome)


def test_incomplete() -> None:
    outcome = run_check(ID, facts(backups={"backups": (backup(complete=False),)}))
    assert_failed(outcome, variant="incomplete", evidence=())


def test_only_the_last_automatic_one_counts() -> None:
    rows = (
        backup(),
        backup(at=NOW - 2 * DAY, complete=False),
        backup(at=NOW, automatic=False, complete=False),
        backup(at=None, complete=False),
    )
    assert_passed(run_check(ID, facts(backups={"backups": rows})))


def test_the_last_of_several_failed() -> None:
    rows = (backup(at=NOW - 2 * DAY), backup(complete=False), backup(at=NOW - 3 * DAY))
    outcome = run_check(ID, facts(backups={"backups": rows}))
    assert_failed(outcome, variant="incomplete")


def test_never_attempted() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=None, last_completed=None)})
    assert_inapplicable(run_check(ID, changed), Inapplicable.NOT_CONFIGURED)
