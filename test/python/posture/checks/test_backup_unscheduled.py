"""Automatic backups: never, to nowhere, set up."""

from __future__ import annotations

import pytest

from ..build import facts, judge, schedule
from ..expect import assert_failed, assert_passed

ID = "backup_unscheduled"


def test_never() -> None:
    changed = facts(backups={"schedule": schedule(recurrence="never")})
    assert_failed(judge(ID, changed), variant="never")


def test_to_nowhere() -> None:
    changed = facts(backups={"schedule": schedule(locations=())})
    assert_failed(judge(ID, changed), variant="no_location")


@pytest.mark.parametrize("recurrence", ["daily", "custom_days"])
def test_scheduled(recurrence: str) -> None:
    assert_passed(judge(ID, facts(backups={"schedule": schedule(recurrence=recurrence)})))
