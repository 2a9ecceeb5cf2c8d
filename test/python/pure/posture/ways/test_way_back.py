"""From what the home could be restored."""

from dataclasses import replace
from datetime import timedelta

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model.ways import BackupPlace, WayBack
from custom_components.security_posture.posture.ways.way_back import way_back

from ..build import DAY, HEALTHY, NOW, backup, facts, pulled, remembered

GAP = Unavailable(Reason.TIMEOUT)
LAST_NIGHT = NOW - timedelta(hours=9)
CLOUD = BackupLocation(id="cloud.cloud", outside=True, encrypted=True)
HERE = BackupLocation(id="backup.local", outside=False, encrypted=True)
LOCAL = (BackupCopy(location="backup.local", encrypted=True),)


def elsewhere(at: object = LAST_NIGHT, *, encrypted: bool | None, deletable: bool) -> WayBack:
    return WayBack(
        place=BackupPlace.ELSEWHERE,
        at=at,  # type: ignore[arg-type]
        encrypted=encrypted,
        deletable=deletable,
    )


def test_a_location_that_home_assistant_can_delete_from() -> None:
    home = facts(backups={"locations": (HERE, CLOUD)})
    assert way_back(home, NOW) == elsewhere(encrypted=True, deletable=True)


def test_a_location_that_home_assistant_cannot_delete_from() -> None:
    home = facts(backups={"locations": (HERE, replace(CLOUD, deletable=False))})
    assert way_back(home, NOW) == elsewhere(encrypted=True, deletable=False)


def test_a_location_that_is_gone_may_come_back() -> None:
    home = facts(backups={"locations": (HERE,)})
    assert way_back(home, NOW) == elsewhere(encrypted=True, deletable=True)


def test_an_unencrypted_backup() -> None:
    copies = (BackupCopy(location="cloud.cloud", encrypted=False),)
    home = facts(backups={"locations": (HERE, CLOUD), "backups": (backup(copies=copies),)})
    assert way_back(home, NOW) == elsewhere(encrypted=False, deletable=True)


def test_a_pulled_copy_is_better_than_a_newer_one() -> None:
    home = facts(
        backups={"locations": (HERE, CLOUD)},
        evidence_entities={"pulled_backup": pulled(NOW - 2 * DAY)},
    )
    assert way_back(home, NOW) == elsewhere(NOW - 2 * DAY, encrypted=None, deletable=False)


def test_what_an_app_copies_can_be_deleted_by_the_app() -> None:
    copied = replace(pulled(NOW - DAY), entity_id="sensor.samba_backup")
    home = facts(
        backups={"locations": (HERE,), "backups": (backup(copies=LOCAL),)},
        evidence_entities={"pulled_backup": copied},
    )
    assert way_back(home, NOW) == elsewhere(NOW - DAY, encrypted=None, deletable=True)


def test_only_on_this_machine() -> None:
    home = facts(backups={"locations": (HERE,), "backups": (backup(copies=LOCAL),)})
    assert way_back(home, NOW) == WayBack(place=BackupPlace.HERE, at=LAST_NIGHT, deletable=True)


def test_none() -> None:
    home = facts(backups={"locations": (HERE,), "backups": ()})
    assert way_back(home, NOW) == WayBack(place=BackupPlace.NONE)


def test_what_was_seen_at_a_location_that_cannot_be_listed_counts() -> None:
    home = facts(
        backups={
            "locations": (HERE, CLOUD),
            "backups": (backup(copies=LOCAL),),
            "unread_locations": (("cloud.cloud", GAP),),
            "remembered": (remembered(NOW - DAY, encrypted=False),),
        }
    )
    assert way_back(home, NOW) == elsewhere(NOW - DAY, encrypted=False, deletable=True)


def test_unknown() -> None:
    untold = WayBack(place=BackupPlace.UNTOLD)
    here = {"locations": (HERE,), "backups": (backup(copies=LOCAL),)}
    for home in (
        facts(backups=GAP),
        facts(evidence_entities=GAP),
        facts(backups=here | {"unread_locations": (("cloud.cloud", GAP),)}),
        facts(backups=here, evidence_entities={"pulled_backup": pulled(GAP)}),
        # A date in the future, and one that could not be read.
        facts(backups={"backups": (backup(at=NOW + DAY),)}),
        facts(backups={"backups": (backup(at=None),)}),
    ):
        assert way_back(home, NOW) == untold


def test_the_healthy_home() -> None:
    assert way_back(HEALTHY, NOW).place is BackupPlace.ELSEWHERE
