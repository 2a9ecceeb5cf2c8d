"""The last automatic backup."""

from __future__ import annotations

from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, backup, facts, judge, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "backup_failing"


def test_succeeded() -> None:
    assert_passed(judge(ID, facts()))


def test_failed() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=NOW)})
    assert_failed(judge(ID, changed), variant="failed")


def test_never_succeeded() -> None:
    changed = facts(backups={"schedule": schedule(last_completed=None)})
    assert_failed(judge(ID, changed), variant="failed")


def test_under_way() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=NOW), "running": True})
    assert_passed(judge(ID, changed))


def test_failed_at_one_location() -> None:
    partial = backup(failed_locations=("cloud.cloud",))
    outcome = judge(ID, facts(backups={"backups": (partial,)}))
    assert_failed(outcome, variant="incomplete", evidence=("cloud.cloud",))


def test_incomplete() -> None:
    outcome = judge(ID, facts(backups={"backups": (backup(complete=False),)}))
    assert_failed(outcome, variant="incomplete", evidence=())


def test_only_the_last_automatic_one_counts() -> None:
    rows = (
        backup(),
        backup(at=NOW - 2 * DAY, complete=False),
        backup(at=NOW, automatic=False, complete=False),
        backup(at=None, complete=False),
    )
    assert_passed(judge(ID, facts(backups={"backups": rows})))


def test_never_attempted() -> None:
    changed = facts(backups={"schedule": schedule(last_attempted=None, last_completed=None)})
    assert_inapplicable(judge(ID, changed), Inapplicable.NOT_CONFIGURED)
