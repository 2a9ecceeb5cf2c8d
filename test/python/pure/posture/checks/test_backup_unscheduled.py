"""Automatic backups: never, without a location, scheduled."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Severity

from ..build import DAY, NOW, app, backup, facts, pulled, run_check, schedule
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "backup_unscheduled"
FAILING = facts(backups={"schedule": schedule(recurrence="never")})


def test_never() -> None:
    assert_failed(run_check(ID, FAILING), variant="never")


def test_custom_days_without_any() -> None:
    changed = facts(backups={"schedule": schedule(recurrence="custom_days", days=())})
    assert_failed(run_check(ID, changed), variant="never")


def test_without_a_location() -> None:
    changed = facts(backups={"schedule": schedule(locations=())})
    assert_failed(run_check(ID, changed), variant="no_location")


@pytest.mark.parametrize(("recurrence", "days"), [("daily", ()), ("custom_days", (2,))])
def test_scheduled(recurrence: str, days: tuple[int, ...]) -> None:
    plan = schedule(recurrence=recurrence, days=days)
    assert_passed(run_check(ID, facts(backups={"schedule": plan})))


# --- backups made by something else


def _made(*days_ago: float, **changes: Any) -> Facts:
    rows = tuple(backup(at=NOW - days * DAY) for days in days_ago)
    return facts(backups={"schedule": schedule(recurrence="never"), "backups": rows}, **changes)


def test_a_rhythm_is_a_schedule() -> None:
    assert_passed(run_check(ID, _made(1, 2, 3)), variant="rhythm")
    assert_passed(run_check(ID, _made(5, 12, 19)), variant="rhythm")
    assert_passed(run_check(ID, _made(5, 36, 66)), variant="rhythm")
    selected_nowhere = facts(
        backups={
            "schedule": schedule(locations=()),
            "backups": tuple(backup(at=NOW - days * DAY) for days in (1, 2, 3)),
        }
    )
    assert_passed(run_check(ID, selected_nowhere), variant="rhythm")


def test_by_hand() -> None:
    assert_failed(run_check(ID, _made(1, 2, 22)), variant="irregular", severity=Severity.MEDIUM)
    assert_failed(run_check(ID, _made(10, 11, 29)), variant="never")
    assert_failed(run_check(ID, _made(1, 9)), variant="never")


SAMBA = app(slug="15d21743_samba_backup", name="Samba Backup")


def test_a_backup_app() -> None:
    outcome = run_check(ID, _made(supervisor={"apps": (SAMBA,)}))
    assert_failed(outcome, variant="app", severity=Severity.MEDIUM, evidence=("Samba Backup",))
    assert_passed(run_check(ID, _made(1, 2, 3, supervisor={"apps": (SAMBA,)})), variant="rhythm")


def test_apps_that_are_not_known_yet() -> None:
    gap = Unavailable(Reason.STARTING)
    assert_unknown(run_check(ID, _made(supervisor=gap)), Reason.STARTING)
    assert_failed(run_check(ID, _made(supervisor=None)), variant="never")


# --- backups pulled by another machine


def _pulled(at: datetime | Unavailable, **chosen: Any) -> Facts:
    return facts(
        backups={"schedule": schedule(recurrence="never")},
        evidence_entities={"pulled_backup": pulled(at), **chosen},
    )


def test_pulled_in_time() -> None:
    assert_passed(run_check(ID, _pulled(NOW - 8 * DAY)))
    assert_passed(run_check(ID, _pulled(NOW - 20 * DAY, max_backup_age=20 * DAY)))


def test_pulled_long_ago() -> None:
    late = NOW - 8 * DAY - timedelta(minutes=1)
    assert_failed(run_check(ID, _pulled(late)), variant="never")
    assert_failed(run_check(ID, _pulled(NOW - 4 * DAY, max_backup_age=3 * DAY)), variant="never")


@pytest.mark.parametrize(
    ("at", "reason"),
    [(NOW + DAY, Reason.CLOCK), (Unavailable(Reason.MISSING), Reason.MISSING)],
)
def test_unknown_time_of_the_pull(at: datetime | Unavailable, reason: Reason) -> None:
    assert_unknown(run_check(ID, _pulled(at)), reason)


def test_the_options_could_not_be_read() -> None:
    gap = Unavailable(Reason.TIMEOUT)
    never = {"schedule": schedule(recurrence="never")}
    assert_unknown(run_check(ID, facts(backups=never, evidence_entities=gap)), Reason.TIMEOUT)
    assert_passed(run_check(ID, facts(evidence_entities=gap)))
