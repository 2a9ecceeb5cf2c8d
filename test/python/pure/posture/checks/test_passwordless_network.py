"""Trusted networks, from least to most severe."""

from dataclasses import replace
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    TrustedNetworks,
    Unavailable,
    User,
)
from custom_components.security_posture.posture.model import Severity

from ..build import facts, run_check, tablet, trusted, user
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "passwordless_network"
TABLET = {"192.168.1.0/24": ("tablet",)}


def _with(*providers: TrustedNetworks, users: tuple[User, ...] = (user(), tablet())) -> Facts:
    return facts(auth={"trusted_networks": providers, "users": users})


FAILING = _with(trusted("0.0.0.0/0"))


OWN = {"own_addresses": (ip_address("192.168.1.2"), ip_address("2a02:8070:1:2::5"))}
FORMER = {**OWN, "prefixes": (ip_network("2a02:8070:1::/56"), ip_network("2a02:8070:99::/56"))}


def _at_home(network: str, here: Any, *users: User) -> Facts:
    rule = {network: tuple(user.id for user in users)}
    return replace(_with(trusted(network, users=rule)), network=facts(network=here).network)


@pytest.mark.parametrize("here", [OWN, FORMER])
@pytest.mark.parametrize(
    "network", ["2a02:8070:1:2::/64", "2a02:8070:1::/56", "2a02:8070:1:7::/64"]
)
def test_the_homes_own_ipv6_network(network: str, here: Any) -> None:
    outcome = run_check(ID, _at_home(network, here, tablet()))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="whole_lan")
    outcome = run_check(ID, _at_home(network, here, user(), tablet()))
    assert_failed(outcome, severity=Severity.HIGH, variant="administrator")


def test_a_former_network_of_the_home() -> None:
    outcome = run_check(ID, _at_home("2a02:8070:99:2::/64", FORMER, tablet()))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="whole_lan")
    outcome = run_check(ID, _at_home("2a02:8070:99:2::/64", OWN, tablet()))
    assert_failed(outcome, severity=Severity.CRITICAL, variant="public")


def test_a_network_that_the_home_has_lost() -> None:
    lost = {**FORMER, "lost": (ip_network("2a02:8070:99::/56"),)}
    outcome = run_check(ID, _at_home("2a02:8070:99:2::/64", lost, tablet()))
    assert_failed(outcome, severity=Severity.CRITICAL, variant="public")
    outcome = run_check(ID, _at_home("2a02:8070:1:2::/64", lost, tablet()))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="whole_lan")


@pytest.mark.parametrize("network", ["2a02:8070:1:2::77/128", "2a02:8070:1:2::5/128"])
def test_a_single_public_address_at_home(network: str) -> None:
    assert_passed(run_check(ID, _at_home(network, OWN, tablet())))


@pytest.mark.parametrize(
    "network", ["2a02:8070:1::/48", "2a02:8070:2::/56", "2a02:8070:2::1/128", "::/0"]
)
def test_wider_than_the_home(network: str) -> None:
    outcome = run_check(ID, _at_home(network, FORMER, tablet()))
    assert_failed(outcome, severity=Severity.CRITICAL, variant="public")


@pytest.mark.parametrize(
    ("network", "known"),
    [("2a02:8070:1:2::/64", False), ("2a02:8070::/32", True), ("8.8.8.0/24", True)],
)
def test_an_unknown_home(network: str, known: bool) -> None:
    outcome = run_check(ID, _at_home(network, Unavailable(Reason.TIMEOUT), tablet()))
    if known:
        assert_failed(outcome, severity=Severity.CRITICAL, variant="public")
    else:
        assert_unknown(outcome, Reason.TIMEOUT)


def test_not_configured() -> None:
    assert_passed(run_check(ID, facts()))


@pytest.mark.parametrize(
    "network",
    ["0.0.0.0/0", "::/0", "8.8.8.0/24", "2000::/3", "192.0.0.0/2", "100.0.0.0/8", "8.8.8.8/32"],
)
def test_public(network: str) -> None:
    outcome = run_check(ID, _with(trusted(network, users={network: ("tablet",)})))
    assert_failed(outcome, severity=Severity.CRITICAL, variant="public")


@pytest.mark.parametrize("network", ["192.168.1.5/32", "192.168.1.0/24", "127.0.0.1/32", "fd00::5"])
def test_administrator_by_default(network: str) -> None:
    outcome = run_check(ID, _with(trusted(network)))
    assert_failed(outcome, severity=Severity.HIGH, variant="administrator")


def test_administrator_by_group() -> None:
    rule = {"192.168.1.5/32": ("system-admin",)}
    outcome = run_check(ID, _with(trusted("192.168.1.5/32", users=rule)))
    assert_failed(outcome, severity=Severity.HIGH, evidence=("192.168.1.5/32", "Ada"))


@pytest.mark.parametrize("network", ["192.168.1.0/24", "10.0.0.0/8", "fd00::/64", "100.64.0.0/10"])
def test_whole_lan(network: str) -> None:
    outcome = run_check(ID, _with(trusted(network, users={network: ("tablet",)})))
    assert_failed(
        outcome, severity=Severity.MEDIUM, variant="whole_lan", evidence=(network, "Tablet")
    )


@pytest.mark.parametrize(
    ("network", "users"),
    [
        ("192.168.1.5/32", (tablet(), tablet(id="other", name="Other"))),
        ("192.168.1.4/31", (tablet(),)),
        ("fd00::/120", (tablet(),)),
    ],
)
def test_choice(network: str, users: tuple[User, ...]) -> None:
    outcome = run_check(ID, _with(trusted(network), users=users))
    assert_failed(outcome, severity=Severity.LOW, variant="choice")


def test_one_device_one_ordinary_account() -> None:
    tied = trusted(
        "192.168.1.5/32",
        "fd00::5/128",
        users={"192.168.1.5/32": ("tablet",), "fd00::/64": ("tablet",)},
    )
    assert_passed(run_check(ID, _with(tied)))


def test_the_most_severe_counts() -> None:
    tied = trusted("192.168.1.5/32", users=TABLET)
    outcome = run_check(ID, _with(tied, trusted("8.8.8.0/24")))
    assert_failed(outcome, severity=Severity.CRITICAL, variant="public")


def test_the_first_rule_wins() -> None:
    rules = {"192.168.1.0/24": ("tablet",), "192.168.0.0/16": ("admin",)}
    outcome = run_check(ID, _with(trusted("192.168.1.5/32", users=rules)))
    assert_passed(outcome)


def test_a_rule_for_half_of_the_network() -> None:
    outcome = run_check(ID, _with(trusted("192.168.1.0/24", users={"192.168.1.0/25": ("tablet",)})))
    assert_failed(outcome, severity=Severity.HIGH, variant="administrator")


def test_two_rules_may_cover_the_network_together() -> None:
    halves = {"192.168.1.0/25": ("tablet",), "192.168.1.128/25": ("tablet",)}
    outcome = run_check(ID, _with(trusted("192.168.1.0/24", users=halves)))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="whole_lan")


def test_a_rule_of_the_other_protocol_covers_nothing() -> None:
    outcome = run_check(ID, _with(trusted("192.168.1.5/32", users={"::/0": ("tablet",)})))
    assert_failed(outcome, severity=Severity.HIGH, variant="administrator")


@pytest.mark.parametrize("change", [{"is_active": False}, {"system_generated": True}])
def test_users_who_cannot_be_selected_do_not_count(change: dict[str, bool]) -> None:
    outcome = run_check(ID, _with(trusted("192.168.1.5/32"), users=(user(**change), tablet())))
    assert_passed(outcome)


def test_a_rule_without_valid_users() -> None:
    assert_passed(run_check(ID, _with(trusted("8.8.8.0/24", users={"8.8.8.0/24": ("gone",)}))))
