"""Networks: classification, exclusion and containment."""

from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.posture.facts import NetworkFacts, Reason, Unavailable
from custom_components.security_posture.posture.networks import (
    NetworkSet,
    exclude,
    home_networks,
    is_public,
    is_public_network,
    is_whole_lan,
    is_within,
    origin_network,
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
        ("2a02:8070:1:3::1", ["2a02:8070:1:2::5"], True),  # a guest's network
        ("2a02:8070:1:100::1", ["2a02:8070:1:2::5"], False),  # another customer
        ("2a02:8070:1:2::5", ["2a02:8070:1:2::5"], True),
        ("203.0.113.8", ["203.0.113.8"], True),
        ("203.0.113.9", ["203.0.113.8"], False),
        ("2a02:8070:1:2::1", [], False),
    ],
)
def test_home(address: str, own: list[str], home: bool) -> None:
    here = NetworkFacts(own_addresses=tuple(map(ip_address, own)), gateways=(), bridges=())
    assert (ip_address(address) in home_networks(here)) is home


def test_former_and_delegated_prefixes() -> None:
    here = NetworkFacts(
        own_addresses=(IPv6Address("2a02:8070:1:2::5"),),
        gateways=(),
        bridges=(ip_network("2a02:8070:7:1::/64"),),
        prefixes=(IPv6Network("2a02:8070:1::/60"), IPv6Network("2a02:8070:99::/56")),
    )
    home = home_networks(here, also=[ip_address("9.9.9.9")])
    for address in ("2a02:8070:1:f::1", "2a02:8070:99:5::1", "2a02:8070:7:1::9", "9.9.9.9"):
        assert ip_address(address) in home
    # Only the delegated prefix, where it is known.
    for address in ("2a02:8070:1:10::1", "2a02:8070:7:2::9", "9.9.9.8"):
        assert ip_address(address) not in home


def test_an_address_in_a_network_that_is_no_home() -> None:
    own = IPv6Address("2a02:8070:1:2::5")
    here = NetworkFacts(own_addresses=(own,), gateways=(), bridges=(), elsewhere=(own,))
    assert own in home_networks(here)
    assert own + 1 not in home_networks(here)


@pytest.mark.parametrize(
    ("network", "covered"),
    [
        ("2a02:8070:1:2::/64", True),
        ("2a02:8070:1::/56", True),
        ("2a02:8070:1::/48", False),
        ("2a02:8070:1:2::5/128", True),
        ("::/0", False),
        ("192.168.1.2/32", True),
        ("192.168.1.0/24", False),
    ],
)
def test_networks_at_home(network: str, covered: bool) -> None:
    own = tuple(map(ip_address, ("192.168.1.2", "2a02:8070:1:2::5")))
    here = NetworkFacts(own_addresses=own, gateways=(), bridges=())
    assert home_networks(here).covers(ip_network(network)) is covered


PUBLIC = """
    9.9.9.9 2a02:8070:1:2::5 ::ffff:9.9.9.9 64:ff9b::909:909 2002:909:909::1
    2001:0:4136:e378:8000:63bf:f6f6:f6f6
"""
NOT_PUBLIC = """
    192.168.1.5 100.64.0.7 100.127.255.254 127.0.0.1 169.254.1.1 fe80::1 fec0::1 fd00::1 ::1
    ::ffff:192.168.1.5 64:ff9b::c0a8:105 64:ff9b::6440:7 2002:c0a8:105::1
    2001:0:4136:e378:8000:63bf:3f57:fefa
"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_that_are_not_public(address: str) -> None:
    """Teredo contains the client's address with all bits inverted."""
    assert not is_public(ip_address(address))


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


@pytest.mark.parametrize(
    ("address", "network"),
    [("9.9.9.9", "9.9.9.0/24"), ("2606:4700:1:2::3", "2606:4700:1::/48")],
)
def test_the_network_that_an_address_is_from(address: str, network: str) -> None:
    assert origin_network(ip_address(address)) == ip_network(network)
