"""No backup at all."""

from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable

from ..build import DAY, NOW, backup, facts, pulled, run_check
from ..expect import assert_failed, assert_passed, assert_unknown

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


# --- backups pulled by another machine


def _pulled(at: datetime | Unavailable) -> Facts:
    return facts(backups={"backups": ()}, evidence_entities={"pulled_backup": pulled(at)})


def test_pulled_in_time() -> None:
    assert_passed(run_check(ID, _pulled(NOW - 2 * DAY)))


def test_pulled_long_ago() -> None:
    assert_failed(run_check(ID, _pulled(NOW - 2 * DAY - timedelta(minutes=1))))


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
