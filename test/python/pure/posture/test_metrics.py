"""Metrics of tiles and sensors."""

from ipaddress import ip_address

import pytest

from custom_components.security_posture.posture.facts import (
    Ban,
    Facts,
    Reason,
    Unavailable,
    UpdateKind,
)
from custom_components.security_posture.posture.metrics import collect_metrics
from custom_components.security_posture.posture.model import Metrics

from .build import (
    DAY,
    HEALTHY,
    NOW,
    backup,
    certificate,
    core_update,
    endpoint,
    facts,
    failed_source,
    remembered,
    update,
)

UNREAD = Unavailable(Reason.TIMEOUT)


def test_a_healthy_home() -> None:
    assert collect_metrics(HEALTHY, NOW) == Metrics(
        certificate_end=NOW + 60 * DAY,
        last_backup=NOW - DAY * 9 / 24,
        releases_behind=0,
        banned=0,
        failed_sign_ins=0,
    )


def test_nothing_read() -> None:
    assert collect_metrics(Facts(), NOW) == Metrics()


@pytest.mark.parametrize("tls", [{"external": UNREAD}, {"external": None, "own": None}, UNREAD])
def test_without_a_certificate(tls: object) -> None:
    assert collect_metrics(facts(tls=tls), NOW).certificate_end is None


def test_the_certificate_of_the_own_port() -> None:
    own = endpoint(certificate=certificate(not_after=NOW + DAY))
    assert (
        collect_metrics(facts(tls={"external": None, "own": own}), NOW).certificate_end == NOW + DAY
    )


def test_the_newest_backup_with_a_valid_date() -> None:
    rows = (
        backup(at=NOW - 3 * DAY),
        backup(at=NOW - 2 * DAY, automatic=False),
        backup(at=NOW + DAY),
        backup(at=NOW, copies=()),
        backup(at=None),
    )
    assert collect_metrics(facts(backups={"backups": rows}), NOW).last_backup == NOW - 2 * DAY


def test_a_backup_made_now() -> None:
    rows = (backup(at=NOW), backup(at=NOW - DAY))
    assert collect_metrics(facts(backups={"backups": rows}), NOW).last_backup == NOW


def test_the_newest_backup_may_be_out_of_reach() -> None:
    unread = (("cloud.cloud", Unavailable(Reason.REFUSED)),)
    for remembered_at, expected in ((NOW - DAY, NOW - DAY), (NOW - 9 * DAY, NOW - 3 * DAY)):
        changed = {
            "backups": (backup(at=NOW - 3 * DAY), backup(at=NOW, foreign=True)),
            "unread_locations": unread,
            "remembered": (remembered(remembered_at),),
        }
        assert collect_metrics(facts(backups=changed), NOW).last_backup == expected


def test_only_the_version_of_core_counts_for_releases_behind() -> None:
    supervisor = update(UpdateKind.SUPERVISOR, 1, latest_version="2026.12.0")
    rows = (core_update("2026.11.2"), supervisor)
    assert collect_metrics(facts(updates={"entities": rows}), NOW).releases_behind == 0


def test_counts() -> None:
    ban = Ban(address=ip_address("203.0.113.9"), banned_at=None)
    sources = (failed_source(count=3), failed_source("192.168.1.9", is_global=False, count=2))
    got = collect_metrics(facts(bans={"banned": (ban,)}, failed_sign_ins={"sources": sources}), NOW)
    assert (got.banned, got.failed_sign_ins) == (1, 5)


@pytest.mark.parametrize("version", ["?", "2028.1.0"])
def test_unknown_releases_behind(version: str) -> None:
    assert collect_metrics(facts(updates={"core_version": version}), NOW).releases_behind is None
