"""Addresses of this machine, its gateways and its container networks."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_interface
from pathlib import Path
import re
import struct
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.package import is_docker_env

from ..posture.facts import Address, Network, NetworkFacts, Reason
from ..posture.networks import is_within
from .common.address import parse_address
from .common.bounded_read import read_limited
from .common.errors import CollectorError
from .common.executor import LimitedExecutor

SOURCE: Final = "network"
# Seconds, for two small files of the kernel.
TIMEOUT: Final = 5.0
ROUTES: Final = Path("/proc/net/route")
ROUTES_IPV6: Final = Path("/proc/net/ipv6_route")
# Thousands of routes, as only a router has.
MAX_BYTES: Final = 1024 * 1024
_RTF_GATEWAY: Final = 0x2

# Names of the bridges that container engines create.
_BRIDGES: Final = re.compile(
    r"(?:docker|hassio|podman|cni|cni-podman|lxcbr|lxdbr|incusbr)\d*$|br-[0-9a-f]{12}$"
)
# Default address pools of Docker and Podman, and the size of each network.
_POOL_PREFIX: Final = 16
_POOLS: Final = (IPv4Network("172.16.0.0/12"), IPv4Network("10.88.0.0/16"))


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> NetworkFacts:
    """Read the adapters' addresses and the default gateways."""
    return NetworkFacts(
        own_addresses=_distinct(_own_addresses(hass)),
        gateways=await executor.run(_gateways),
        bridges=tuple(dict.fromkeys(_bridges(hass))),
    )


def _bridges(hass: HomeAssistant) -> Iterator[Network]:
    """Yield the container networks of this machine, on the host or inside a container."""
    if "network" not in hass.config.components:
        return
    from homeassistant.components.network import async_get_loaded_adapters  # optional

    adapters = [
        (adapter, _BRIDGES.match(adapter.get("name") or "") is not None)
        for adapter in async_get_loaded_adapters(hass)
    ]
    # A container that sees the host's bridges uses host networking.
    inside = is_docker_env() and not any(is_bridge for _, is_bridge in adapters)
    for adapter, is_bridge in adapters:
        for row in (*adapter["ipv4"], *adapter["ipv6"]):
            network = _network(row["address"], row.get("network_prefix"))
            if network and (is_bridge or (inside and _is_default_pool(network))):
                yield network


def _network(address: str, prefix: int | None) -> Network | None:
    try:
        return ip_interface(f"{address.partition('%')[0]}/{prefix}").network
    except ValueError:
        return None


def _is_default_pool(network: Network) -> bool:
    """Return whether a network is one that a container engine creates by default."""
    return network.prefixlen == _POOL_PREFIX and any(is_within(network, pool) for pool in _POOLS)


def _own_addresses(hass: HomeAssistant) -> Iterator[Address | None]:
    if "network" not in hass.config.components:
        if hass.config.api is None:
            raise CollectorError(Reason.NOT_LOADED)
        yield parse_address(hass.config.api.local_ip)
        return
    from homeassistant.components.network import async_get_loaded_adapters  # optional

    for adapter in async_get_loaded_adapters(hass):
        for address in (*adapter["ipv4"], *adapter["ipv6"]):
            yield parse_address(address["address"])


def _gateways() -> tuple[Address, ...]:
    return _distinct((*_gateways_ipv4(_lines(ROUTES)), *_gateways_ipv6(_lines(ROUTES_IPV6))))


def _distinct(addresses: Iterator[Address | None] | tuple[Address, ...]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(address for address in addresses if address is not None))


def _lines(path: Path) -> list[list[str]]:
    try:
        text = read_limited(path, MAX_BYTES)
    except FileNotFoundError:
        return []  # not Linux, or the protocol is disabled
    return [line.split() for line in text.decode("ascii", "replace").splitlines()]


def _gateways_ipv4(lines: list[list[str]]) -> Iterator[Address]:
    """Parse `iface destination gateway flags refcnt use metric mask ...`, in hex, host order."""
    for fields in lines[1:]:
        try:
            destination, gateway, flags, mask = (int(fields[n], 16) for n in (1, 2, 3, 7))
            if destination == mask == 0 and flags & _RTF_GATEWAY:
                yield IPv4Address(struct.pack("=I", gateway))
        except (IndexError, ValueError, struct.error) as err:
            raise CollectorError(Reason.PARSE) from err


def _gateways_ipv6(lines: list[list[str]]) -> Iterator[Address]:
    """Parse `destination prefix source prefix gateway metric refcnt use flags iface`, in hex."""
    for fields in lines:
        try:
            destination, prefix, gateway, flags = (int(fields[n], 16) for n in (0, 1, 4, 8))
            if destination == prefix == 0 and flags & _RTF_GATEWAY and gateway:
                yield IPv6Address(gateway)
        except (IndexError, ValueError) as err:
            raise CollectorError(Reason.PARSE) from err
