"""Networks: classification, exclusion and containment."""

from ipaddress import ip_address, ip_network

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.posture.facts import NetworkFacts, Reason, Unavailable
from custom_components.security_posture.posture.networks import (
    NetworkSet,
    exclude,
    home_networks,
    is_public_network,
    is_whole_lan,
    is_within,
)


@pytest.mark.parametrize(
    "network",
    ["0.0.0.0/0", "::/0", "8.8.8.8/32", "100.0.0.0/9", "192.0.0.0/8", "2a00::/16"],
)
def test_public(network: str) -> None:
    assert is_public_network(ip_network(network))


@pytest.mark.parametrize(
    "network",
    ["10.0.0.0/8", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fd00::/8", "fe80::/64"],
)
def test_private(network: str) -> None:
    assert not is_public_network(ip_network(network))


@pytest.mark.parametrize(
    ("address", "own", "home"),
    [
        ("2a02:8070:1:2:ffff::1", ["192.168.1.2", "2a02:8070:1:2::5"], True),
        ("2a02:8070:1:3::1", ["2a02:8070:1:2::5"], False),
        ("203.0.113.9", ["203.0.113.8"], False),
        ("2a02:8070:1:2::1", [], False),
    ],
)
def test_home(address: str, own: list[str], home: bool) -> None:
    here = NetworkFacts(own_addresses=tuple(map(ip_address, own)), gateways=(), bridges=())
    assert (ip_address(address) in home_networks(here)) is home


def _networks(version: int, bits: int) -> st.SearchStrategy[str]:
    addresses = st.ip_addresses(v=version)
    return st.builds(lambda address, prefix: f"{address}/{prefix}", addresses, st.integers(0, bits))


@given(
    st.lists(st.one_of(_networks(4, 32), _networks(6, 128)), max_size=8),
    st.lists(st.ip_addresses(), max_size=8),
)
def test_a_set_of_networks_contains_what_its_members_contain(
    written: list[str], others: list[object]
) -> None:
    networks = [ip_network(text, strict=False) for text in written]
    found = NetworkSet(networks)
    for address in (*others, *(network.network_address for network in networks)):
        assert (address in found) is any(address in network for network in networks)


def test_unknown_home_network() -> None:
    assert ip_address("2a02::1") not in home_networks(Unavailable(Reason.TIMEOUT))


@pytest.mark.parametrize(
    ("network", "whole"),
    [("10.0.0.0/24", True), ("10.0.0.0/25", False), ("fd00::/64", True), ("fd00::/65", False)],
)
def test_size(network: str, whole: bool) -> None:
    assert is_whole_lan(ip_network(network)) is whole


@pytest.mark.parametrize(
    ("whole", "hole", "left"),
    [
        ("10.0.0.0/24", "10.0.0.0/24", []),
        ("10.0.0.0/24", "10.0.0.0/8", []),
        ("10.0.0.0/24", "10.0.0.0/25", ["10.0.0.128/25"]),
        ("10.0.0.0/24", "10.0.1.0/24", ["10.0.0.0/24"]),
        ("10.0.0.0/24", "fd00::/8", ["10.0.0.0/24"]),
        ("fd00::/64", "fd00::/65", ["fd00:0:0:0:8000::/65"]),
    ],
)
def test_exclude(whole: str, hole: str, left: list[str]) -> None:
    assert exclude(ip_network(whole), ip_network(hole)) == [ip_network(part) for part in left]


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("10.1.0.0/16", "10.0.0.0/8", True),
        ("10.0.0.0/8", "10.0.0.0/8", True),
        ("10.0.0.0/8", "10.1.0.0/16", False),
        ("fd00::/64", "fd00::/8", True),
        ("fd00::/64", "10.0.0.0/8", False),
    ],
)
def test_within(inner: str, outer: str, inside: bool) -> None:
    assert is_within(ip_network(inner), ip_network(outer)) is inside
