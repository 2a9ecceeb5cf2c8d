"""Addresses of this machine, its gateways and its container networks."""

from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
import sys
from types import SimpleNamespace

import ifaddr
import pytest

from custom_components.security_posture.collectors import Collectors, network
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.network import NetworkCollector
from custom_components.security_posture.posture.facts import NetworkFacts, Reason, Unavailable
from homeassistant.components.network.network import async_get_loaded_network
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .network_stand_in import Plug

pytestmark = pytest.mark.usefixtures("kernel")


@pytest.fixture
def without_ifaddr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ifaddr", None)
    # The test library replaces the adapters of the whole test run.
    monkeypatch.setattr(
        "homeassistant.components.network.async_get_loaded_adapters",
        lambda hass: async_get_loaded_network(hass).adapters,
    )


async def look(collector: NetworkCollector, executor: LimitedExecutor) -> NetworkFacts:
    return await collector.collect(collector._hass, executor)


async def test_gateways_and_adapters(
    hass: HomeAssistant, executor: LimitedExecutor, plug: Plug
) -> None:
    plug(
        eth0=("192.168.1.5/24", "fe80::5/64", "2a02:8070:1:2::5/64"),
        eth1=("192.168.1.5/24",),
        wg0=("2a02:8070:9::5/128",),
    )
    expected = ("192.168.1.5", "fe80::5", "2a02:8070:1:2::5", "2a02:8070:9::5")
    assert await look(NetworkCollector(hass, {}), executor) == NetworkFacts(
        own_addresses=tuple(map(ip_address, expected)),
        gateways=(ip_address("192.168.1.1"), ip_address("fe80::1")),
        bridges=(),
        prefixes=(IPv6Network("2a02:8070:1::/56"),),
        elsewhere=(IPv6Address("2a02:8070:9::5"),),
    )


async def test_adapters_are_read_as_they_are_now(
    hass: HomeAssistant, executor: LimitedExecutor, plug: Plug
) -> None:
    """Home Assistant's own list is of its start."""
    assert await async_setup_component(hass, "network", {})
    collector = NetworkCollector(hass, {})
    for address in ("192.168.1.5", "192.168.1.77"):
        plug(eth0=(f"{address}/24",), wg0=("10.9.0.2/32",))
        found = await look(collector, executor)
        assert found.own_addresses == (ip_address(address), ip_address("10.9.0.2"))


@pytest.mark.usefixtures("without_ifaddr")
async def test_without_the_library(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    assert await async_setup_component(hass, "network", {})
    hass.data["network"].adapters[:] = [
        {
            "ipv4": [{"address": "192.168.1.5", "network_prefix": 24}],
            "ipv6": [{"address": "fe80::5%eth0"}, {"address": "2a02:8070:1:2::5"}],
        },
        {"ipv4": [{"address": "192.168.1.5"}], "ipv6": []},
    ]
    found = await look(NetworkCollector(hass, {}), executor)
    expected = ("192.168.1.5", "fe80::5", "2a02:8070:1:2::5")
    assert found.own_addresses == tuple(map(ip_address, expected))
    assert found.prefixes == (IPv6Network("2a02:8070:1::/56"),)


@pytest.mark.usefixtures("without_ifaddr")
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


async def test_the_network_integration_is_not_needed(
    hass: HomeAssistant, executor: LimitedExecutor, plug: Plug
) -> None:
    hass.config.api = None
    plug(eth0=("192.168.1.5/24",))
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.own_addresses == (ip_address("192.168.1.5"),)


async def test_without_routes(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hass.config.api = SimpleNamespace(local_ip="192.168.1.5")  # type: ignore[assignment]
    monkeypatch.setattr(network.routes, "ROUTES", tmp_path / "gone")
    (tmp_path / "ipv6_route").write_text("")
    assert (await look(NetworkCollector(hass, {}), executor)).gateways == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("header\neth0 nonsense\n", Reason.PARSE),
        ("header\neth0 zz zz zz 0 0 0 zz\n", Reason.PARSE),
        ("header\neth0 0 FFFFFFFFFF 3 0 0 0 0\n", Reason.PARSE),
        ("x" * (network.routes.MAX_BYTES + 1), Reason.TOO_LARGE),
    ],
)
async def test_routes_in_another_format(
    hass: HomeAssistant, tmp_path: Path, text: str, reason: Reason
) -> None:
    hass.config.api = SimpleNamespace(local_ip="192.168.1.5")  # type: ignore[assignment]
    (tmp_path / "route").write_text(text)
    found = await Collectors(hass, {}).async_collect(["network"])
    assert found == {"network": Unavailable(reason)}


@pytest.mark.usefixtures("without_ifaddr")
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
    monkeypatch.setattr(network.adapters, "is_docker_env", lambda: inside)
    row = SimpleNamespace(
        ip=(address, 0, 0) if ":" in address else address,
        is_IPv6=":" in address,
        network_prefix=prefix,
    )
    adapter = SimpleNamespace(nice_name=name, ips=[row])
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: [adapter])
    found = (await look(NetworkCollector(hass, {}), executor)).bridges
    assert found == ((ip_network(bridge),) if bridge else ())


async def test_a_home_numbered_like_an_engines_network(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch, plug: Plug
) -> None:
    """With host networking, the host's bridges are visible next to the home network."""
    monkeypatch.setattr(network.adapters, "is_docker_env", lambda: True)
    plug(end0=("172.20.0.5/16",), docker0=("172.17.0.1/16",))
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.bridges == (ip_network("172.17.0.0/16"),)
