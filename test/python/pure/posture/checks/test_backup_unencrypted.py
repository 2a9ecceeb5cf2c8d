"""Encryption of backups outside this machine."""

from dataclasses import replace
from datetime import datetime, timedelta

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Facts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Status

from ..build import DAY, NOW, backup, facts, remembered, run_check, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_unencrypted"


def _copies(*, encrypted: bool) -> tuple[BackupCopy, ...]:
    return (BackupCopy(location="cloud.cloud", encrypted=encrypted),)


def _set(*, encrypted: bool) -> tuple[BackupLocation, ...]:
    return (
        BackupLocation(id="backup.local", outside=False, encrypted=False),
        BackupLocation(id="cloud.cloud", outside=True, encrypted=encrypted),
    )


def _with(**changes: object) -> Facts:
    return facts(backups=changes)


FAILING = _with(locations=_set(encrypted=False))


def test_encrypted() -> None:
    assert_passed(run_check(ID, _with(locations=_set(encrypted=True))))


def test_unused_unencrypted_locations_pass() -> None:
    assert_passed(run_check(ID, _with(backups=())))
    by_hand = schedule(locations=("backup.local",))
    assert_passed(run_check(ID, _with(schedule=by_hand)))


def test_encryption_disabled() -> None:
    outcome = run_check(ID, _with(locations=_set(encrypted=False)))
    assert_failed(outcome, n=1, evidence=("cloud.cloud",))


def test_newest_copy_is_unencrypted() -> None:
    rows = (backup(copies=_copies(encrypted=False)), backup(at=NOW - 3 * DAY))
    assert_failed(run_check(ID, _with(backups=rows)), n=1)


def test_an_older_copy_is_unencrypted() -> None:
    rows = (backup(), backup(at=NOW - 3 * DAY, copies=_copies(encrypted=False)))
    assert_passed(run_check(ID, _with(backups=rows)))


def test_an_undated_copy_is_older() -> None:
    rows = (backup(at=None, copies=_copies(encrypted=False)), backup())
    assert_passed(run_check(ID, _with(backups=rows)))


def test_no_location_outside() -> None:
    here = (BackupCopy(location="backup.local", encrypted=False),)
    plan = schedule(locations=("backup.local",))
    outcome = run_check(ID, _with(schedule=plan, backups=(backup(copies=here),)))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_a_location_that_is_unreadable() -> None:
    unread = (("cloud.cloud", Unavailable(Reason.REFUSED)),)
    plan = schedule(locations=("backup.local",))
    outcome = run_check(ID, _with(schedule=plan, backups=(), unread_locations=unread))
    assert_unknown(outcome, Reason.REFUSED)
    # the setting does not show how existing backups were stored
    assert_unknown(run_check(ID, _with(backups=(), unread_locations=unread)), Reason.REFUSED)


def _away(at: datetime | None, **changes: object) -> Facts:
    unread = (("cloud.cloud", Unavailable(Reason.REFUSED)),)
    return _with(backups=(), unread_locations=unread, remembered=(remembered(at, **changes),))


def test_what_was_seen_last_counts() -> None:
    assert_passed(run_check(ID, _away(NOW - 90 * DAY)))
    outcome = run_check(ID, _away(NOW - 90 * DAY, encrypted=False))
    assert_failed(outcome, n=1, evidence=("cloud.cloud",))


def test_a_location_without_anything_seen_is_given_up_after_a_while() -> None:
    assert_unknown(run_check(ID, _away(None, unread_since=NOW - 2 * DAY)), Reason.REFUSED)
    late = NOW - 2 * DAY - timedelta(minutes=1)
    assert_passed(run_check(ID, _away(None, unread_since=late)))  # by its setting
    gap = Unavailable(Reason.TIMEOUT)
    for days, is_known in ((30, False), (31, True)):
        away = _away(None, unread_since=NOW - days * DAY)
        outcome = run_check(ID, replace(away, evidence_entities=gap))
        assert (outcome.status is Status.PASS) is is_known


def test_backups_of_another_instance_do_not_count() -> None:
    rows = (backup(copies=_copies(encrypted=False), foreign=True), backup(at=NOW - DAY))
    assert_passed(run_check(ID, _with(backups=rows)))
