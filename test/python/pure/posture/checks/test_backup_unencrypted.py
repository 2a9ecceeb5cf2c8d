"""Encryption of backups outside this machine."""

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Facts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, backup, facts, run_check, schedule
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
