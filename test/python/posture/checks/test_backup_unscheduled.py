"""Automatic backups: never, to nowhere, set up."""

from __future__ import annotations

import pytest

from ..build import facts, judge, schedule
from ..expect import assert_failed, assert_passed

ID = "backup_unscheduled"


def test_never() -> None:
    changed = facts(backups={"schedule": schedule(recurrence="never")})
    assert_failed(judge(ID, changed), variant="never")


def test_on_chosen_days_of_which_none_is_chosen() -> None:
    changed = facts(backups={"schedule": schedule(recurrence="custom_days", days=())})
    assert_failed(judge(ID, changed), variant="never")


def test_to_nowhere() -> None:
    changed = facts(backups={"schedule": schedule(locations=())})
    assert_failed(judge(ID, changed), variant="no_location")


@pytest.mark.parametrize(("recurrence", "days"), [("daily", ()), ("custom_days", (2,))])
def test_scheduled(recurrence: str, days: tuple[int, ...]) -> None:
    plan = schedule(recurrence=recurrence, days=days)
    assert_passed(judge(ID, facts(backups={"schedule": plan})))
