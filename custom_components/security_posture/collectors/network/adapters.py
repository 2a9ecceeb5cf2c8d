"""The network adapters as they are now.

Home Assistant reads them once, at its start: an address that a provider, DHCP or a VPN changes
later is missing in its list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, ip_interface
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util.package import is_docker_env

from ...posture.facts import Address, Network, Reason
from ...posture.networks import is_public, is_within
from ..common.address import parse_address
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor

INTERFACES: Final = Path("/sys/class/net")
MACHINE: Final = Path("/sys/class/dmi/id")
_MAX_BYTES: Final = 4096
# ARPHRD_ETHER, also of Wi-Fi: a network with other devices. PPP and tunnels have other types.
_ETHERNET: Final = "1"

# Names of the bridges that container engines create.
_BRIDGES: Final = re.compile(
    r"(?:docker|hassio|podman|cni|cni-podman|lxcbr|lxdbr|incusbr)\d*$|br-[0-9a-f]{12}$"
)
# Names of other adapters that lead to no home network: loopback, containers, virtual machines,
# tunnels. Where the kernel tells the type, it is used as well.
_ELSEWHERE: Final = re.compile(
    r"lo$|veth|virbr|vnet|cali|flannel|cilium|tun|tap|wg|tailscale|zt|nebula|nordlynx|proton|"
    r"ppp|sit|ip6|6in4|6to4|he-ipv6|gre|vti|ipsec|utun|wpan|dummy"
)
# Default address pools of Docker and Podman, and the size of each network.
_POOL_PREFIX: Final = 16
_POOLS: Final = (IPv4Network("172.16.0.0/12"), IPv4Network("10.88.0.0/16"))
# The maker or model of rented servers, whose network other customers of the provider share.
_RENTED: Final = frozenset(
    {
        "Akamai",
        "Alibaba Cloud",
        "Amazon EC2",
        "DigitalOcean",
        "Google Compute Engine",
        "Hetzner",
        "Huawei Cloud",
        "Linode",
        "OpenStack Foundation",
        "OVHcloud",
        "Scaleway",
        "Tencent Cloud",
        "UpCloud",
        "Vultr",
    }
)


@dataclass(frozen=True, slots=True)
class Adapter:
    """One network adapter: its addresses, each with the length of its prefix if known."""

    name: str
    rows: tuple[tuple[Address, int | None], ...]

    @property
    def networks(self) -> Iterator[Network]:
        """Yield the networks of the addresses whose prefix is known."""
        for address, prefix in self.rows:
            try:
                yield ip_interface(f"{address}/{prefix}").network
            except ValueError:
                continue

    @property
    def is_bridge(self) -> bool:
        """Return whether a container engine has created it."""
        return _BRIDGES.match(self.name) is not None


async def async_read(hass: HomeAssistant, executor: LimitedExecutor) -> list[Adapter]:
    """Return the adapters with their current addresses."""
    try:
        return await executor.run(_read)
    except ImportError, OSError:
        return _loaded(hass)


def own_addresses(adapters: Iterable[Adapter]) -> tuple[Address, ...]:
    """Return the addresses of this machine."""
    return tuple(dict.fromkeys(address for adapter in adapters for address, _ in adapter.rows))


def bridges(adapters: list[Adapter]) -> tuple[Network, ...]:
    """Return the container networks of this machine, on the host or inside a container."""
    # A container that sees the host's bridges uses host networking.
    inside = is_docker_env() and not any(adapter.is_bridge for adapter in adapters)
    found = (
        network
        for adapter in adapters
        for network in adapter.networks
        if adapter.is_bridge or (inside and _is_default_pool(network))
    )
    return tuple(dict.fromkeys(found))


def home_addresses(adapters: Iterable[Adapter]) -> tuple[IPv6Address, ...]:
    """Return the public IPv6 addresses whose networks are the home's. Blocking.

    The network of a tunnel belongs to its provider, and so does that of a rented server.
    An adapter with a public IPv4 address leads to a provider, too: a home network has private ones.
    """
    if _is_rented():
        return ()
    return tuple(
        address
        for adapter in adapters
        if _leads_home(adapter)
        for address, _ in adapter.rows
        if isinstance(address, IPv6Address) and is_public(address)
    )


def _leads_home(adapter: Adapter) -> bool:
    if adapter.is_bridge or _ELSEWHERE.match(adapter.name):
        return False
    if any(address.version == 4 and is_public(address) for address, _ in adapter.rows):
        return False
    folder = INTERFACES / adapter.name
    return _line(folder / "type") in (None, _ETHERNET) and _line(folder / "tun_flags") is None


def _is_rented() -> bool:
    return any(_line(MACHINE / name) in _RENTED for name in ("sys_vendor", "product_name"))


def _line(path: Path) -> str | None:
    try:
        return read_limited(path, _MAX_BYTES).decode("utf-8", "replace").strip()
    except OSError, CollectorError:
        return None


def _is_default_pool(network: Network) -> bool:
    """Return whether a network is one that a container engine creates by default."""
    return network.prefixlen == _POOL_PREFIX and any(is_within(network, pool) for pool in _POOLS)


def _read() -> list[Adapter]:
    # A requirement of Home Assistant's `network`, which may be absent.
    import ifaddr

    # An IPv6 address is a tuple: address, flow and scope.
    return [
        _adapter(
            adapter.nice_name,
            ((row.ip[0] if row.is_IPv6 else row.ip, row.network_prefix) for row in adapter.ips),
        )
        for adapter in ifaddr.get_adapters()
    ]


def _loaded(hass: HomeAssistant) -> list[Adapter]:
    """Return the adapters as Home Assistant read them at its start."""
    if "network" not in hass.config.components:
        if hass.config.api is None:
            raise CollectorError(Reason.NOT_LOADED)
        return [_adapter("", ((hass.config.api.local_ip, None),))]
    from homeassistant.components.network import async_get_loaded_adapters  # optional

    return [
        _adapter(
            adapter.get("name") or "",
            (
                (row["address"], row.get("network_prefix"))
                for row in (*adapter["ipv4"], *adapter["ipv6"])
            ),
        )
        for adapter in async_get_loaded_adapters(hass)
    ]


def _adapter(name: str, rows: Iterable[tuple[Any, Any]]) -> Adapter:
    parsed = ((parse_address(text), prefix) for text, prefix in rows)
    return Adapter(
        name.partition(":")[0],  # "eth0:1" is another address of eth0
        tuple((address, prefix) for address, prefix in parsed if address is not None),
    )
