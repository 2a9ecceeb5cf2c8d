"""Failed logins from the Internet: few, many, many without bans."""

from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Severity

from ..build import NOW, facts, failed_source, run_check
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
        ("2a02:8070:1:3::1", HOME, 9),
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
