"""The single figures on the tiles."""

from ipaddress import ip_address

import pytest

from custom_components.security_posture.posture.facts import Ban, Facts, Reason, Unavailable
from custom_components.security_posture.posture.metrics import values
from custom_components.security_posture.posture.model import Values

from .build import DAY, HEALTHY, NOW, backup, certificate, endpoint, facts, failed_source

UNREAD = Unavailable(Reason.TIMEOUT)


def test_a_healthy_home() -> None:
    assert values(HEALTHY, NOW) == Values(
        certificate_end=NOW + 60 * DAY,
        last_backup=NOW - DAY * 9 / 24,
        releases_behind=0,
        banned=0,
        failed_sign_ins=0,
    )


def test_nothing_read() -> None:
    assert values(Facts(), NOW) == Values()


@pytest.mark.parametrize("tls", [{"external": UNREAD}, {"external": None, "own": None}, UNREAD])
def test_no_certificate_was_seen(tls: object) -> None:
    assert values(facts(tls=tls), NOW).certificate_end is None


def test_the_certificate_of_home_assistants_own_port() -> None:
    own = endpoint(certificate=certificate(not_after=NOW + DAY))
    assert values(facts(tls={"external": None, "own": own}), NOW).certificate_end == NOW + DAY


def test_the_newest_backup_that_can_be() -> None:
    rows = (
        backup(at=NOW - 3 * DAY),
        backup(at=NOW - 2 * DAY, automatic=False),
        backup(at=NOW + DAY),
        backup(at=NOW, copies=()),
        backup(at=None),
    )
    assert values(facts(backups={"backups": rows}), NOW).last_backup == NOW - 2 * DAY


def test_counts() -> None:
    ban = Ban(address=ip_address("203.0.113.9"), banned_at=None)
    sources = (failed_source(count=3), failed_source("192.168.1.9", is_global=False, count=2))
    got = values(facts(bans={"banned": (ban,)}, failed_sign_ins={"sources": sources}), NOW)
    assert (got.banned, got.failed_sign_ins) == (1, 5)


@pytest.mark.parametrize("version", ["?", "2028.1.0"])
def test_releases_that_cannot_be_told(version: str) -> None:
    assert values(facts(updates={"core_version": version}), NOW).releases_behind is None
