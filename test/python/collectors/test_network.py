"""Addresses of this machine, its gateways and its container networks."""

from ipaddress import ip_address, ip_network
from pathlib import Path
import struct
from types import SimpleNamespace

import pytest

from custom_components.security_posture.collectors import Collectors, network
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import NetworkFacts, Reason, Unavailable
from homeassistant.components.network.network import async_get_loaded_network
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


def hexed(address: str) -> str:
    """Format an address as the kernel does, in host byte order."""
    return f"{struct.unpack('=I', ip_address(address).packed)[0]:08X}"


ROUTE = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n" + "".join(
    f"{interface} {hexed(to)} {hexed(via)} {flags} 0 0 0 {hexed(mask)} 0 0 0\n"
    for interface, to, via, flags, mask in (
        ("eth0", "0.0.0.0", "192.168.1.1", "0003", "0.0.0.0"),
        ("eth0", "192.168.1.0", "0.0.0.0", "0001", "255.255.255.0"),
        ("tun0", "0.0.0.0", "10.8.0.1", "0003", "128.0.0.0"),
        ("wlan0", "0.0.0.0", "192.168.1.1", "0003", "0.0.0.0"),
        ("ppp0", "0.0.0.0", "0.0.0.0", "0001", "0.0.0.0"),
    )
)
ZEROS = "0" * 32
ROUTE_IPV6 = "".join(
    f"{to} {prefix} {ZEROS} 00 {via} 00000400 00000001 00000000 {flags} eth0\n"
    for to, prefix, via, flags in (
        ("20010db8" + "0" * 24, "40", ZEROS, "00000001"),
        (ZEROS, "00", "fe80" + "0" * 27 + "1", "00000003"),
        (ZEROS, "00", ZEROS, "00200200"),
    )
)


@pytest.fixture(autouse=True)
def routes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "route").write_text(ROUTE)
    (tmp_path / "ipv6_route").write_text(ROUTE_IPV6)
    monkeypatch.setattr(network, "ROUTES", tmp_path / "route")
    monkeypatch.setattr(network, "ROUTES_IPV6", tmp_path / "ipv6_route")
    # The test library replaces the adapters of the whole test run; here the real ones are read.
    monkeypatch.setattr(
        "homeassistant.components.network.async_get_loaded_adapters",
        lambda hass: async_get_loaded_network(hass).adapters,
    )


async def test_gateways_and_adapters(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    assert await async_setup_component(hass, "network", {})
    loaded = hass.data["network"]
    loaded.adapters[:] = [
        {
            "ipv4": [{"address": "192.168.1.5", "network_prefix": 24}],
            "ipv6": [{"address": "fe80::5%eth0"}, {"address": "2001:db8::5"}],
        },
        {"ipv4": [{"address": "192.168.1.5"}], "ipv6": []},
    ]
    assert await network.collect(hass, executor) == NetworkFacts(
        own_addresses=tuple(map(ip_address, ("192.168.1.5", "fe80::5", "2001:db8::5"))),
        gateways=(ip_address("192.168.1.1"), ip_address("fe80::1")),
        bridges=(),
    )


async def test_without_the_network_integration(hass: HomeAssistant) -> None:
    collectors = Collectors(hass, {})
    hass.config.api = None
    assert await collectors.async_collect(["network"]) == {
        "network": Unavailable(Reason.NOT_LOADED)
    }
    hass.config.api = SimpleNamespace(local_ip="192.168.1.5")  # type: ignore[assignment]
    found = (await collectors.async_collect(["network"]))["network"]
    assert isinstance(found, NetworkFacts)
    assert found.own_addresses == (ip_address("192.168.1.5"),)


async def test_without_routes(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hass.config.api = SimpleNamespace(local_ip="192.168.1.5")  # type: ignore[assignment]
    monkeypatch.setattr(network, "ROUTES", tmp_path / "gone")
    (tmp_path / "ipv6_route").write_text("")
    assert (await network.collect(hass, executor)).gateways == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("header\neth0 nonsense\n", Reason.PARSE),
        ("header\neth0 zz zz zz 0 0 0 zz\n", Reason.PARSE),
        ("header\neth0 0 FFFFFFFFFF 3 0 0 0 0\n", Reason.PARSE),
        ("x" * (network.MAX_BYTES + 1), Reason.TOO_LARGE),
    ],
)
async def test_routes_in_another_format(
    hass: HomeAssistant, tmp_path: Path, text: str, reason: Reason
) -> None:
    hass.config.api = SimpleNamespace(local_ip="192.168.1.5")  # type: ignore[assignment]
    (tmp_path / "route").write_text(text)
    found = await Collectors(hass, {}).async_collect(["network"])
    assert found == {"network": Unavailable(reason)}


async def test_adapters_in_another_format(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "network", {})
    hass.data["network"].adapters[:] = [{"addresses": []}]
    found = await Collectors(hass, {}).async_collect(["network"])
    assert found == {"network": Unavailable(Reason.API_CHANGED)}


@pytest.mark.parametrize(
    ("name", "address", "prefix", "inside", "bridge"),
    [
        ("docker0", "172.17.0.1", 16, False, "172.17.0.0/16"),
        ("hassio", "172.30.32.1", 23, False, "172.30.32.0/23"),
        ("br-0a1b2c3d4e5f", "192.168.96.1", 20, False, "192.168.96.0/20"),
        ("docker0", "fd00::1", 64, False, "fd00::/64"),
        ("eth0", "172.18.0.3", 16, True, "172.18.0.0/16"),
        ("eth0", "172.18.0.3", 16, False, None),  # may be a home network
        ("eth0", "172.16.1.3", 24, True, None),  # smaller than an engine's networks
        ("eth0", "192.168.1.5", 24, True, None),  # a container with host networking
        ("bridge0", "192.168.1.5", 24, False, None),
        ("docker0", "172.17.0.1", None, False, None),
    ],
)
async def test_bridges(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    address: str,
    prefix: int | None,
    inside: bool,
    bridge: str | None,
) -> None:
    monkeypatch.setattr(network, "is_docker_env", lambda: inside)
    assert await async_setup_component(hass, "network", {})
    row = {"address": address, "network_prefix": prefix}
    rows = {"ipv4": [], "ipv6": [row]} if ":" in address else {"ipv4": [row], "ipv6": []}
    hass.data["network"].adapters[:] = [{"name": name, **rows}]
    found = (await network.collect(hass, executor)).bridges
    assert found == ((ip_network(bridge),) if bridge else ())


async def test_a_home_numbered_like_an_engines_network(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With host networking, the host's bridges are visible next to the home network."""
    monkeypatch.setattr(network, "is_docker_env", lambda: True)
    assert await async_setup_component(hass, "network", {})
    hass.data["network"].adapters[:] = [
        {"name": name, "ipv4": [{"address": address, "network_prefix": 16}], "ipv6": []}
        for name, address in (("end0", "172.20.0.5"), ("docker0", "172.17.0.1"))
    ]
    assert (await network.collect(hass, executor)).bridges == (ip_network("172.17.0.0/16"),)
