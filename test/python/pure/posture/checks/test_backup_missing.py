"""No backup at all."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, app, backup, facts, pulled, remembered, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_missing"
UNREAD = (("cloud.cloud", Unavailable(Reason.TIMEOUT)),)
FAILING = facts(backups={"backups": ()})


def test_none() -> None:
    assert_failed(run_check(ID, facts(backups={"backups": ()})))


def test_a_backup_without_a_location() -> None:
    assert_failed(run_check(ID, facts(backups={"backups": (backup(copies=()),)})))


def test_some() -> None:
    two = (backup(), backup(automatic=False))
    assert_passed(run_check(ID, facts(backups={"backups": two})), n=2)


def test_none_in_the_readable_ones() -> None:
    changed = facts(backups={"backups": (), "unread_locations": UNREAD})
    assert_unknown(run_check(ID, changed), Reason.TIMEOUT)


def test_one_is_enough() -> None:
    assert_passed(run_check(ID, facts(backups={"unread_locations": UNREAD})), n=1)


def test_a_backup_of_another_instance() -> None:
    assert_failed(run_check(ID, facts(backups={"backups": (backup(foreign=True),)})))


# --- a location that cannot be listed


def _away(at: datetime | None, **changes: object) -> Facts:
    rows = (remembered(at, **changes),)
    return facts(backups={"backups": (), "unread_locations": UNREAD, "remembered": rows})


def test_what_was_seen_last_counts_until_it_is_too_old() -> None:
    assert_passed(run_check(ID, _away(NOW - 2 * DAY)), variant="unread")
    too_old = _away(NOW - 2 * DAY - timedelta(minutes=1))
    assert_inapplicable(run_check(ID, too_old), Inapplicable.COVERED)


def test_nothing_was_seen_there() -> None:
    assert_unknown(run_check(ID, _away(None)), Reason.TIMEOUT)
    assert_unknown(run_check(ID, _away(None, unread_since=NOW - 2 * DAY)), Reason.TIMEOUT)
    for_long = _away(None, unread_since=NOW - 2 * DAY - timedelta(minutes=1))
    assert_failed(run_check(ID, for_long), variant="lost")


def test_a_remembered_date_in_the_future() -> None:
    assert_unknown(run_check(ID, _away(NOW + DAY)), Reason.TIMEOUT)


# --- a backup app


def _with_app(**changes: object) -> Facts:
    row = app(slug="cebe7a76_hassio_google_drive_backup", name="Google Drive", **changes)
    return facts(backups={"backups": ()}, supervisor={"apps": (app(), row)})


def test_a_backup_app_that_runs() -> None:
    outcome = run_check(ID, _with_app())
    assert_failed(outcome, variant="app", severity=Severity.MEDIUM, evidence=("Google Drive",))


@pytest.mark.parametrize("running", [False, Unavailable(Reason.API_CHANGED)])
def test_a_backup_app_that_does_not_run(running: bool | Unavailable) -> None:
    assert_failed(run_check(ID, _with_app(running=running)))


@pytest.mark.parametrize("whole", [True, False])
def test_apps_that_are_not_known_yet(whole: bool) -> None:
    for reason in (Reason.STARTING, Reason.API_CHANGED):
        gap = Unavailable(reason)
        outcome = run_check(
            ID, facts(backups={"backups": ()}, supervisor=gap if whole else {"apps": gap})
        )
        if reason is Reason.STARTING:
            assert_unknown(outcome, reason)
        else:
            assert_failed(outcome)


def test_no_supervisor() -> None:
    assert_failed(run_check(ID, facts(backups={"backups": ()}, supervisor=None)))


# --- backups pulled by another machine


def _pulled(at: datetime | Unavailable | None) -> Facts:
    return facts(backups={"backups": ()}, evidence_entities={"pulled_backup": pulled(at)})


def test_pulled_in_time() -> None:
    assert_passed(run_check(ID, _pulled(NOW - 2 * DAY)))


def test_pulled_long_ago() -> None:
    assert_failed(run_check(ID, _pulled(NOW - 2 * DAY - timedelta(minutes=1))))


def test_never_pulled() -> None:
    assert_failed(run_check(ID, _pulled(None)))


@pytest.mark.parametrize(
    ("at", "reason"),
    [(NOW + DAY, Reason.CLOCK), (Unavailable(Reason.MISSING), Reason.MISSING)],
)
def test_unknown_time_of_the_pull(at: datetime | Unavailable, reason: Reason) -> None:
    assert_unknown(run_check(ID, _pulled(at)), reason)


def test_the_options_could_not_be_read() -> None:
    gap = Unavailable(Reason.TIMEOUT)
    assert_unknown(
        run_check(ID, facts(backups={"backups": ()}, evidence_entities=gap)), Reason.TIMEOUT
    )
    assert_passed(run_check(ID, facts(evidence_entities=gap)), n=1)
