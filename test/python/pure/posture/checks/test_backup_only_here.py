"""Recent backups outside this machine."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Facts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, app, backup, facts, pulled, remembered, run_check, schedule
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
    fresh = backup(copies=OUTSIDE, at=NOW - 8 * DAY)  # one backup has no rhythm
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


def test_backups_of_another_instance_do_not_count() -> None:
    rows = (backup(copies=HERE), backup(copies=OUTSIDE, foreign=True))
    assert_failed(run_check(ID, _made(*rows)), variant="none")


# --- locations that cannot be listed

MINUTE = timedelta(minutes=1)
GONE = (("cloud.cloud", Unavailable(Reason.NOT_LOADED)),)


def test_the_schedule_was_last_fulfilled_long_ago() -> None:
    plan = schedule(last_completed=NOW - 2 * DAY - MINUTE, last_attempted=NOW)
    rows = (backup(at=NOW - 62 * DAY, automatic=False, copies=HERE),)
    for made in (rows, ()):
        outcome = run_check(ID, _made(*made, schedule=plan, unread_locations=GONE))
        assert_failed(outcome, variant="lost", evidence=("cloud.cloud",))
    plan = schedule(last_completed=NOW - 2 * DAY, last_attempted=NOW)
    outcome = run_check(ID, _made(*rows, schedule=plan, unread_locations=GONE))
    assert_unknown(outcome, Reason.NOT_LOADED)


def test_the_newest_backups_failed_there() -> None:
    """Home Assistant calls a backup completed that went to every location that is loaded."""
    failed = backup(copies=HERE, failed_locations=("cloud.cloud",))
    older = backup(at=NOW - DAY, copies=HERE, failed_locations=("cloud.cloud",))
    outcome = run_check(ID, _made(failed, older, unread_locations=GONE))
    assert_failed(outcome, variant="lost", evidence=("cloud.cloud",))
    # One within the limit got there.
    outcome = run_check(ID, _made(failed, backup(at=NOW - DAY, copies=HERE), unread_locations=GONE))
    assert_unknown(outcome, Reason.NOT_LOADED)
    # By hand: it was not to go there.
    outcome = run_check(
        ID, _made(failed, backup(copies=HERE, automatic=False), unread_locations=GONE)
    )
    assert_failed(outcome, variant="lost")


def test_one_of_two_locations_has_vanished() -> None:
    rows = (backup(copies=(*HERE, BackupCopy(location="nas.attic", encrypted=True))),)
    assert_passed(run_check(ID, _made(*rows, unread_locations=GONE)), n=1)


def test_what_was_seen_last_counts_until_it_is_too_old() -> None:
    def seen(at: datetime) -> Facts:
        return _made(backup(copies=HERE), unread_locations=GONE, remembered=(remembered(at),))

    assert_passed(run_check(ID, seen(NOW - 2 * DAY)), variant="unread")
    assert_failed(run_check(ID, seen(NOW - 2 * DAY - MINUTE)), variant="lost")


def test_a_disk_of_this_machine_that_was_seen_is_not_outside() -> None:
    here = (
        BackupLocation(id="backup.local", outside=False, encrypted=True),
        BackupLocation(id="hassio.usb", outside=False, encrypted=True, disk=True),
    )
    changed = _made(
        backup(copies=HERE),
        locations=here,
        unread_locations=(("hassio.usb", Unavailable(Reason.REFUSED)),),
        remembered=(remembered(NOW - DAY, location="hassio.usb"),),
    )
    assert_failed(run_check(ID, changed), variant="none")


def test_a_location_chosen_by_hand_is_given_up_after_a_while() -> None:
    def away(since: datetime) -> Facts:
        return _made(
            backup(copies=HERE),
            schedule=schedule(locations=("backup.local",)),
            unread_locations=GONE,
            remembered=(remembered(None, unread_since=since),),
        )

    assert_unknown(run_check(ID, away(NOW - 2 * DAY)), Reason.NOT_LOADED)
    assert_failed(run_check(ID, away(NOW - 2 * DAY - MINUTE)), variant="lost")


# --- disks and apps


@pytest.mark.parametrize(("days", "variant"), [(0, "disk"), (9, "none")])
def test_a_disk_of_this_machine(days: int, variant: str) -> None:
    here = (
        BackupLocation(id="backup.local", outside=False, encrypted=True),
        BackupLocation(id="hassio.usb", outside=False, encrypted=True, disk=True),
    )
    copies = (BackupCopy(location="hassio.usb", encrypted=True),)
    outcome = run_check(ID, _made(backup(at=NOW - days * DAY, copies=copies), locations=here))
    assert_failed(outcome, variant=variant)


def test_a_backup_app() -> None:
    row = app(slug="cebe7a76_hassio_google_drive_backup", name="Google Drive")
    changed = facts(backups={"backups": (backup(copies=HERE),)}, supervisor={"apps": (row,)})
    outcome = run_check(ID, changed)
    assert_failed(outcome, variant="app", severity=Severity.MEDIUM, evidence=("Google Drive",))


def test_apps_that_are_not_known_yet() -> None:
    gap = Unavailable(Reason.STARTING)
    changed = facts(backups={"backups": (backup(copies=HERE),)}, supervisor=gap)
    assert_unknown(run_check(ID, changed), Reason.STARTING)


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
