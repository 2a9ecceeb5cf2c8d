"""Failed logins from the Internet: few, many, many without bans."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Severity

from ..build import DAY, NOW, facts, failed_source, run_check, session
from ..expect import assert_failed, assert_passed, assert_unknown


def _failures(*sources: object, **changes: object) -> Facts:
    return facts(failed_sign_ins={"sources": tuple(sources)}, **changes)


FAILING = _failures(failed_source(count=10), bans={"threshold": -1})


@pytest.mark.parametrize("count", [0, 1, 9])
def test_few(count: int) -> None:
    assert_passed(run_check("sign_in_attack", _failures(failed_source(count=count))), n=count)


def test_many_with_bans_are_less_severe() -> None:
    outcome = run_check("sign_in_attack", _failures(failed_source(count=10)))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="hindered", n=10)


@pytest.mark.parametrize(
    ("bans", "variant"),
    [({"threshold": -1}, "unhindered"), (Unavailable(Reason.API_CHANGED), "unseen")],
)
def test_many_without_bans_are_more_severe(bans: object, variant: str) -> None:
    outcome = run_check("sign_in_attack", _failures(failed_source(count=10), bans=bans))
    assert_failed(outcome, severity=None, variant=variant, n=10)


def test_home_addresses_do_not_count() -> None:
    outcome = run_check(
        "sign_in_attack", _failures(failed_source("192.168.1.9", is_global=False, count=99))
    )
    assert_passed(outcome, n=0)


HOME = {"own_addresses": (ip_address("2a02:8070:1:2::5"),)}


@pytest.mark.parametrize(
    ("address", "network", "counted"),
    [
        ("2a02:8070:1:2:aaaa::1", HOME, 0),
        ("2a02:8070:1:3::1", HOME, 0),  # a guest's network
        ("2a02:8070:2:3::1", HOME, 9),
        ("2a02:8070:2:3::1", {**HOME, "prefixes": (ip_network("2a02:8070:2::/56"),)}, 0),
        ("2a02:8070:1:2:aaaa::1", Unavailable(Reason.TIMEOUT), 9),
    ],
)
def test_a_global_address_may_be_of_this_home(address: str, network: Any, counted: int) -> None:
    outcome = run_check(
        "sign_in_attack", _failures(failed_source(address, count=9), network=network)
    )
    assert_passed(outcome, n=counted)


def test_addresses_are_summed_and_sorted_by_count() -> None:
    sources = (failed_source("203.0.113.1", count=4), failed_source("203.0.113.2", count=6))
    outcome = run_check("sign_in_attack", _failures(*sources))
    assert_failed(outcome, severity=Severity.MEDIUM, evidence=("203.0.113.2", "203.0.113.1"), n=10)
    assert [row.n for row in outcome.evidence] == [6, 4]
    assert outcome.evidence[0].at is not None
    assert outcome.evidence[0].at < NOW


def test_addresses_from_before_a_restart_are_not_known() -> None:
    outcome = run_check("sign_in_attack", _failures(failed_source(None, count=12)))
    assert_failed(outcome, severity=Severity.MEDIUM, evidence=("",))


GATEWAY = "172.17.0.1"
BRIDGE = {"bridges": (ip_network("172.17.0.0/16"),)}


@pytest.mark.parametrize(
    ("count", "url", "hidden"),
    [
        (10, "https://home.example.org", True),
        (9, "https://home.example.org", False),
        (500, None, False),  # a home that cannot be reached from outside
    ],
)
def test_shared_addresses_are_unknown(count: int, url: str | None, hidden: bool) -> None:
    planted = _failures(
        failed_source(GATEWAY, is_global=False, count=count),
        network=BRIDGE,
        urls={"external_url": url, "cloud_remote": False},
    )
    outcome = run_check("sign_in_attack", planted)
    if hidden:
        assert_unknown(outcome, Reason.EXTERNAL)
    else:
        assert_passed(outcome, n=0)


# --- the household's own devices

PHONE = "81.2.69.142"
OFF = {"threshold": -1}


def _logged_in(*addresses: str, **changes: object) -> dict[str, object]:
    rows = tuple(session(last_used_ip=ip_address(ip), **changes) for ip in addresses)
    return {"sessions": rows}


@pytest.mark.parametrize(
    ("count", "severity"), [(10, Severity.LOW), (499, Severity.LOW), (500, Severity.MEDIUM)]
)
@pytest.mark.parametrize("bans", [{}, OFF, Unavailable(Reason.API_CHANGED)])
def test_a_device_whose_session_has_ended(count: int, severity: Severity, bans: Any) -> None:
    planted = _failures(failed_source(PHONE, count=count), auth=_logged_in(PHONE), bans=bans)
    outcome = run_check("sign_in_attack", planted)
    assert_failed(outcome, severity=severity, variant="own_device", evidence=(PHONE,), n=count)


def test_a_few_failures_of_an_own_device() -> None:
    planted = _failures(failed_source(PHONE, count=9), auth=_logged_in(PHONE), bans=OFF)
    assert_passed(run_check("sign_in_attack", planted), n=0)


@pytest.mark.parametrize(
    ("changes", "own"),
    [
        ({}, True),
        ({"last_used_at": NOW - DAY}, True),
        ({"last_used_at": NOW - DAY - timedelta(seconds=1)}, False),
        ({"last_used_at": None}, False),
        # The login may be the one that the attack has reached.
        ({"created_at": NOW - timedelta(hours=2)}, False),
        ({"created_at": NOW - timedelta(hours=6)}, True),
    ],
)
def test_who_is_an_own_device(changes: dict[str, Any], own: bool) -> None:
    began = NOW - timedelta(hours=5)
    planted = _failures(
        failed_source(PHONE, count=12, first_at=began), auth=_logged_in(PHONE, **changes), bans=OFF
    )
    outcome = run_check("sign_in_attack", planted)
    if own:
        assert_failed(outcome, severity=Severity.LOW, variant="own_device")
    else:
        assert_failed(outcome, severity=None, variant="unhindered")


def test_when_the_failures_began_is_not_known() -> None:
    source = failed_source(PHONE, count=12)
    new = _logged_in(PHONE, created_at=NOW - timedelta(hours=20))
    outcome = run_check("sign_in_attack", _failures(source, auth=new, bans=OFF))
    assert_failed(outcome, severity=None, variant="unhindered")


@pytest.mark.parametrize(
    ("failing", "own"), [("2a02:3030:1:1::99", True), ("2a02:3030:1:2::99", False)]
)
def test_a_device_changes_its_ipv6_address(failing: str, own: bool) -> None:
    planted = _failures(
        failed_source(failing, count=12), auth=_logged_in("2a02:3030:1:1::5"), bans=OFF
    )
    outcome = run_check("sign_in_attack", planted)
    if own:
        assert_failed(outcome, severity=Severity.LOW, variant="own_device")
    else:
        assert_failed(outcome, severity=None, variant="unhindered")


def test_strangers_are_judged_without_the_own_devices() -> None:
    own = failed_source(PHONE, count=700)
    few, many = failed_source("203.0.113.1", count=9), failed_source("203.0.113.1", count=10)
    home = _logged_in(PHONE)
    outcome = run_check("sign_in_attack", _failures(own, few, auth=home, bans=OFF))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="own_device", n=700)
    outcome = run_check("sign_in_attack", _failures(own, many, auth=home, bans=OFF))
    assert_failed(outcome, severity=None, variant="unhindered", evidence=("203.0.113.1",), n=10)


def test_own_devices_are_not_known() -> None:
    unread = Unavailable(Reason.API_CHANGED)
    planted = _failures(failed_source(PHONE, count=12), auth=unread, bans=OFF)
    assert_failed(run_check("sign_in_attack", planted), severity=None, variant="unhindered")


# --- places that could not be read


@pytest.mark.parametrize(("unplaced", "known"), [(5, True), (6, False), (500, False)])
def test_attempts_from_an_unknown_place(unplaced: int, known: bool) -> None:
    sources = (failed_source(count=4),)
    outcome = run_check(
        "sign_in_attack", facts(failed_sign_ins={"sources": sources, "unplaced": unplaced})
    )
    if known:
        assert_passed(outcome, n=4)
    else:
        assert_unknown(outcome, Reason.API_CHANGED)


def test_an_attack_besides_attempts_from_an_unknown_place() -> None:
    planted = facts(failed_sign_ins={"sources": (failed_source(count=10),), "unplaced": 3})
    outcome = run_check("sign_in_attack", planted)
    assert_failed(outcome, severity=Severity.MEDIUM, variant="hindered", n=10)


def test_a_proxy_on_this_machine_with_a_public_address() -> None:
    own = "2a02:8070:1:2::5"
    planted = _failures(failed_source(own, count=10), network=HOME)
    assert_unknown(run_check("sign_in_attack", planted), Reason.EXTERNAL)
