"""Bans that lock out the household."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Ban, Facts, Reason, Unavailable

from ..build import DAY, NOW, facts, run_check, session
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "ban_hits_everyone"


def _banned(address: str, **changes: Any) -> Facts:
    ban = Ban(address=ip_address(address), banned_at=NOW - DAY)
    return facts(bans={"banned": (ban,)}, **changes)


FAILING = _banned("127.0.0.1")


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        ("127.0.0.1", {}),
        ("::1", {}),
        ("192.168.1.1", {}),  # the gateway
        ("192.168.1.2", {}),  # this machine
        ("172.30.33.5", {"http": {"trusted_proxies": (ip_network("172.30.33.0/24"),)}}),
        ("192.168.1.20", {}),  # a session used an hour ago
    ],
)
def test_household_addresses(address: str, changes: dict[str, Any]) -> None:
    outcome = run_check(ID, _banned(address, **changes))
    assert_failed(outcome, evidence=(address,), n=1)


def test_public_addresses_pass() -> None:
    assert_passed(run_check(ID, _banned("203.0.113.9")))


@pytest.mark.parametrize("everything", ["0.0.0.0/0", "::/0"])
def test_a_range_of_all_addresses_names_no_proxy(everything: str) -> None:
    changed = _banned("203.0.113.9", http={"trusted_proxies": (ip_network(everything),)})
    assert_passed(run_check(ID, changed))


def test_no_bans() -> None:
    unread = Unavailable(Reason.TIMEOUT)
    assert_passed(run_check(ID, facts(http=unread, auth=unread, network=unread)))


@pytest.mark.parametrize(("age", "fails"), [(timedelta(days=7), True), (timedelta(days=8), False)])
def test_only_recent_logins_count(age: timedelta, fails: bool) -> None:
    used = session(last_used_ip=ip_address("203.0.113.9"), last_used_at=NOW - age)
    outcome = run_check(ID, _banned("203.0.113.9", auth={"sessions": (used,)}))
    if fails:
        assert_failed(outcome, n=1)
    else:
        assert_passed(outcome)


def test_one_session_among_several_is_enough() -> None:
    used = tuple(session(last_used_ip=ip_address("203.0.113.0") + n) for n in (7, 8, 9))
    never = session(last_used_ip=None, last_used_at=None)
    changed = _banned("203.0.113.8", auth={"sessions": (never, *used)})
    assert_failed(run_check(ID, changed), evidence=("203.0.113.8",), n=1)


def test_an_address_without_a_login_is_not_recent() -> None:
    unused = session(last_used_ip=ip_address("203.0.113.9"), last_used_at=None)
    assert_passed(run_check(ID, _banned("203.0.113.9", auth={"sessions": (unused,)})))


def test_only_hits_are_evidence() -> None:
    bans = tuple(
        Ban(address=ip_address(address), banned_at=None)
        for address in ("203.0.113.9", "127.0.0.1", "198.51.100.1", "192.168.1.20")
    )
    outcome = run_check(ID, facts(bans={"banned": bans}))
    assert_failed(outcome, evidence=("127.0.0.1", "192.168.1.20"), n=2)


@pytest.mark.parametrize("source", ["http", "auth", "network"])
def test_unread_sources_may_name_the_banned_address(source: str) -> None:
    changed = _banned("203.0.113.9", **{source: Unavailable(Reason.API_CHANGED)})
    assert_unknown(run_check(ID, changed), Reason.API_CHANGED)


@pytest.mark.parametrize("source", ["http", "auth", "network"])
def test_other_sources_are_not_needed_for_a_hit(source: str) -> None:
    changed = _banned("127.0.0.1", **{source: Unavailable(Reason.API_CHANGED)})
    assert_failed(run_check(ID, changed), n=1)


# --- banned networks: not listed, but refused


def _refused(*addresses: str, **changes: Any) -> Facts:
    refused = frozenset(map(ip_address, addresses))
    return facts(bans={"banned": (), "refused": refused}, **changes)


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        ("127.0.0.1", {}),
        ("192.168.1.1", {}),
        ("192.168.1.2", {}),
        ("192.168.1.20", {}),
        ("172.30.32.2", {}),  # the Supervisor
        ("172.30.33.9", {}),  # an app
        ("172.18.0.3", {"network": {"bridges": (ip_network("172.18.0.0/16"),)}}),
        ("10.0.0.9", {"http": {"trusted_proxies": (ip_network("10.0.0.9/32"),)}}),
    ],
)
def test_an_address_in_a_banned_network(address: str, changes: dict[str, Any]) -> None:
    outcome = run_check(ID, _refused(address, **changes))
    assert_failed(outcome, evidence=(address,), n=1)
    assert outcome.evidence[0].at is None


def test_an_address_of_old_sessions_in_a_banned_network() -> None:
    old = session(last_used_ip=ip_address("203.0.113.9"), last_used_at=NOW - 8 * DAY)
    assert_passed(run_check(ID, _refused("203.0.113.9", auth={"sessions": (old,)})))


def test_a_listed_address_is_told_once() -> None:
    ban = Ban(address=ip_address("127.0.0.1"), banned_at=NOW - DAY)
    refused = frozenset(map(ip_address, ("127.0.0.1", "192.168.1.20", "::1")))
    outcome = run_check(ID, facts(bans={"banned": (ban,), "refused": refused}))
    assert_failed(outcome, evidence=("127.0.0.1", "192.168.1.20", "::1"), n=3)
    assert outcome.evidence[0].at == NOW - DAY


UNSEEN = Unavailable(Reason.API_CHANGED)


def test_a_lookup_that_cannot_be_asked() -> None:
    assert_unknown(run_check(ID, facts(bans={"refused": UNSEEN})), Reason.API_CHANGED)
    ban = Ban(address=ip_address("127.0.0.1"), banned_at=None)
    outcome = run_check(ID, facts(bans={"banned": (ban,), "refused": UNSEEN}))
    assert_failed(outcome, n=1)


def test_a_lookup_that_can_only_be_asked() -> None:
    assert_passed(run_check(ID, facts(bans={"banned": UNSEEN})))
    refused = frozenset({ip_address("192.168.1.20")})
    outcome = run_check(ID, facts(bans={"banned": UNSEEN, "refused": refused}))
    assert_failed(outcome, evidence=("192.168.1.20",), n=1)
