"""Any backup at all."""

from __future__ import annotations

from custom_components.security_posture.posture.facts import Reason, Unavailable

from ..build import backup, facts, judge
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "backup_missing"
UNREAD = (("cloud.cloud", Unavailable(Reason.TIMEOUT)),)
FAILING = facts(backups={"backups": ()})


def test_none() -> None:
    assert_failed(judge(ID, facts(backups={"backups": ()})))


def test_one_that_lies_nowhere() -> None:
    assert_failed(judge(ID, facts(backups={"backups": (backup(copies=()),)})))


def test_some() -> None:
    two = (backup(), backup(automatic=False))
    assert_passed(judge(ID, facts(backups={"backups": two})), n=2)


def test_none_where_it_could_be_looked() -> None:
    changed = facts(backups={"backups": (), "unread_locations": UNREAD})
    assert_unknown(judge(ID, changed), Reason.TIMEOUT)


def test_one_is_enough() -> None:
    assert_passed(judge(ID, facts(backups={"unread_locations": UNREAD})), n=1)
