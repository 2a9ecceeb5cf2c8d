"""Trusted proxies whose network is too large."""

from ipaddress import ip_address, ip_network

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "trusted_proxy_too_broad"


def _believing(*networks: str, on: bool = True, **changes: object) -> Facts:
    http = {
        "trusted_proxies": tuple(ip_network(network) for network in networks),
        "settings": settings(use_x_forwarded_for=on),
    }
    return facts(http=http, **changes)


FAILING = _believing("0.0.0.0/0")
UNSEEN = Unavailable(Reason.TIMEOUT)


@pytest.mark.parametrize(
    "network", ["0.0.0.0/0", "::/0", "8.8.8.0/24", "173.245.48.0/20", "2000::/3", "8.8.8.8/31"]
)
def test_public(network: str) -> None:
    for seen in ({}, {"network": UNSEEN}):
        outcome = run_check(ID, _believing(network, "10.0.0.0/8", **seen))
        assert_failed(outcome, variant="public", evidence=(network,))


@pytest.mark.parametrize("network", ["10.0.0.0/8", "192.168.0.0/16", "fd00::/8", "fd00::/48"])
def test_wide(network: str) -> None:
    outcome = run_check(ID, _believing(network, "192.168.1.0/24"))
    assert_failed(outcome, severity=Severity.MEDIUM, variant="wide", evidence=(network,))


@pytest.mark.parametrize("network", ["192.168.0.0/17", "192.168.1.0/24", "fd00::/49", "fd00::/64"])
def test_lan(network: str) -> None:
    outcome = run_check(ID, _believing(network))
    assert_failed(outcome, severity=Severity.LOW, variant="lan", evidence=(network,))


@pytest.mark.parametrize(
    "network",
    [
        "192.168.1.9/32",
        "8.8.8.8/32",
        "fd00::9/128",
        "2a02::9/128",
        "192.168.1.0/25",
        "fd00::/65",
        "127.0.0.0/8",
        "::1/128",
        "172.30.33.0/24",
        "172.30.32.0/23",
    ],
)
def test_narrow(network: str) -> None:
    assert_passed(run_check(ID, _believing(network)))
    assert_passed(run_check(ID, _believing(network, network={"bridges": ()})))


def test_containers_of_this_machine() -> None:
    bridges = {"bridges": (ip_network("172.18.0.0/16"), ip_network("fd01::/64"))}
    for network in ("172.18.0.0/16", "172.18.4.0/24", "fd01::/64"):
        assert_passed(run_check(ID, _believing(network, network=bridges)))
    wider = run_check(ID, _believing("172.16.0.0/12", network=bridges))
    assert_failed(wider, severity=Severity.MEDIUM, variant="wide")


def test_unknown_network() -> None:
    assert_unknown(run_check(ID, _believing("172.18.0.0/16", network=UNSEEN)), Reason.TIMEOUT)
    assert_passed(run_check(ID, _believing("172.18.0.1/32", network=UNSEEN)))


@pytest.mark.parametrize("home", [_believing(), _believing("0.0.0.0/0", on=False)])
def test_no_trusted_proxies(home: Facts) -> None:
    assert_inapplicable(run_check(ID, home), Inapplicable.NOT_CONFIGURED)


HOME = {"own_addresses": (ip_address("2a02:8070:1:2::5"),)}


@pytest.mark.parametrize("network", ["2a02:8070:1:2::/64", "2a02:8070:1::/56"])
def test_the_homes_own_ipv6_network(network: str) -> None:
    outcome = run_check(ID, _believing(network, network=HOME))
    assert_failed(outcome, severity=Severity.LOW, variant="lan", evidence=(network,))
    outcome = run_check(ID, _believing(network, network=UNSEEN))
    assert_unknown(outcome, Reason.TIMEOUT)
    outcome = run_check(ID, _believing(network))  # another home's
    assert_failed(outcome, severity=None, variant="public", evidence=(network,))


def test_a_network_that_the_home_has_lost() -> None:
    former = {**HOME, "prefixes": (ip_network("2a02:8070:99::/56"),)}
    outcome = run_check(ID, _believing("2a02:8070:99:1::/64", network=former))
    assert_failed(outcome, severity=Severity.LOW, variant="lan")
    lost = {**former, "lost": former["prefixes"]}
    outcome = run_check(ID, _believing("2a02:8070:99:1::/64", network=lost))
    assert_failed(outcome, severity=None, variant="public")


def test_some_addresses_of_the_homes_own_network() -> None:
    assert_passed(run_check(ID, _believing("2a02:8070:1:2::/120", network=HOME)))
    outcome = run_check(ID, _believing("2a02:8070:1::/48", network=HOME))
    assert_failed(outcome, severity=None, variant="public")
