"""Backups that an attacker could delete with the rest."""

from dataclasses import replace
from typing import Any

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Facts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, backup, facts, pulled, remembered, run_check, schedule
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "backup_deletable"
GAP = Unavailable(Reason.TIMEOUT)
HERE = BackupLocation(id="backup.local", outside=False, encrypted=True)
CLOUD = BackupLocation(id="cloud.cloud", outside=True, encrypted=True)
NAS = BackupLocation(id="nas.attic", outside=True, encrypted=True)
LOCAL = (BackupCopy(location="backup.local", encrypted=True),)


def home(*locations: BackupLocation, evidence: Any = None, **changes: Any) -> Facts:
    return facts(
        backups={"locations": (HERE, *locations), **changes},
        evidence_entities={"pulled_backup": evidence},
    )


FAILING = home(CLOUD)


def test_home_assistant_can_delete() -> None:
    assert_failed(run_check(ID, FAILING), n=1, evidence=("cloud.cloud",))


def test_a_location_without_deletion() -> None:
    assert_passed(run_check(ID, facts()))
    copies = tuple(BackupCopy(location=each.id, encrypted=True) for each in (CLOUD, NAS))
    both = home(replace(CLOUD, deletable=False), NAS, backups=(backup(copies=copies),))
    assert_passed(run_check(ID, both))


def test_another_machine_pulls() -> None:
    outcome = run_check(ID, home(CLOUD, evidence=pulled(NOW - DAY)))
    assert_failed(outcome, severity=Severity.INFO, n=1, variant="pulled", evidence=("cloud.cloud",))
    only = home(backups=(backup(copies=LOCAL),), evidence=pulled(NOW - DAY))
    assert_passed(run_check(ID, only), variant="pulled")


def test_an_unread_location_beside_a_pull_is_unknown() -> None:
    unread = home(
        backups=(backup(copies=LOCAL),),
        unread_locations=(("cloud.cloud", GAP),),
        evidence=pulled(NOW - DAY),
    )
    assert_unknown(run_check(ID, unread), Reason.TIMEOUT)


def test_a_pull_that_is_too_old_does_not_count() -> None:
    assert_failed(
        run_check(ID, home(CLOUD, evidence=pulled(NOW - 2 * DAY))), n=1, severity=Severity.INFO
    )
    assert_failed(run_check(ID, home(CLOUD, evidence=pulled(NOW - 3 * DAY))), n=1)
    assert_failed(run_check(ID, home(CLOUD, evidence=pulled(None))), n=1)


def test_an_app_has_the_credentials_itself() -> None:
    copied = replace(pulled(NOW - DAY), entity_id="sensor.samba_backup")
    only = home(backups=(backup(copies=LOCAL),), evidence=copied)
    assert_failed(run_check(ID, only), n=1, evidence=("sensor.samba_backup",))
    unread = replace(copied, at=GAP)
    assert_failed(run_check(ID, home(CLOUD, evidence=unread)), n=1)


def test_an_unread_pull_is_unknown() -> None:
    assert_unknown(run_check(ID, home(CLOUD, evidence=pulled(GAP))), Reason.TIMEOUT)


def test_without_a_backup_outside_it_is_another_check() -> None:
    none = home(backups=(backup(copies=LOCAL),))
    assert_inapplicable(run_check(ID, none), Inapplicable.COVERED)
    assert_inapplicable(run_check(ID, home(backups=())), Inapplicable.COVERED)


def test_a_location_that_may_have_one_is_unknown() -> None:
    unread = home(CLOUD, backups=(backup(copies=LOCAL),), unread_locations=(("cloud.cloud", GAP),))
    assert_unknown(run_check(ID, unread), Reason.TIMEOUT)


def test_what_was_seen_at_an_unread_location_counts() -> None:
    seen = home(
        CLOUD,
        backups=(backup(copies=LOCAL),),
        unread_locations=(("cloud.cloud", GAP),),
        remembered=(remembered(NOW - DAY),),
    )
    assert_failed(run_check(ID, seen), n=1, evidence=("cloud.cloud",))


def test_what_a_lost_location_held_is_unknown() -> None:
    lost = home(
        CLOUD,
        backups=(backup(copies=LOCAL, automatic=False),),
        schedule=schedule(last_completed=NOW - 9 * DAY),
        unread_locations=(("cloud.cloud", Unavailable(Reason.NOT_LOADED)),),
    )
    assert_failed(run_check("backup_only_here", lost), variant="lost")
    assert_unknown(run_check(ID, lost), Reason.NOT_LOADED)
    here = home(backups=(), unread_locations=(("backup.local", Unavailable(Reason.INTERNAL)),))
    assert_inapplicable(run_check(ID, here), Inapplicable.COVERED)
