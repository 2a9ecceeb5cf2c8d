"""Addresses that stand for this machine or its way out: a ban of one hits everybody."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
import struct
from typing import Final

from homeassistant.components.network import async_get_loaded_adapters
from homeassistant.core import HomeAssistant

from ..posture.facts import Address, NetworkFacts
from .jobs import Jobs

# Two small files of the kernel; seconds.
TIMEOUT: Final = 5.0
ROUTES: Final = Path("/proc/net/route")
ROUTES_IPV6: Final = Path("/proc/net/ipv6_route")
# Routing tables of routers can be long; the default routes of a home stand at the top.
MAX_BYTES: Final = 256 * 1024
_RTF_GATEWAY: Final = 0x2


async def collect(hass: HomeAssistant, jobs: Jobs) -> NetworkFacts:
    """Read the adapters' addresses and the default gateways."""
    adapters = async_get_loaded_adapters(hass)
    return NetworkFacts(
        own_addresses=tuple(
            ip_address(address["address"])
            for adapter in adapters
            for address in (*adapter["ipv4"], *adapter["ipv6"])
        ),
        gateways=await jobs.run(_gateways),
    )


def _gateways() -> tuple[Address, ...]:
    return (*_gateways_ipv4(_lines(ROUTES)), *_gateways_ipv6(_lines(ROUTES_IPV6)))


def _lines(path: Path) -> list[list[str]]:
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES).decode("ascii", "replace")
    except FileNotFoundError:
        return []  # not Linux, or this protocol is off
    return [line.split() for line in text.splitlines()]


def _gateways_ipv4(lines: list[list[str]]) -> list[Address]:
    """Parse `iface destination gateway flags refcnt use metric mask ...`, in hex, host order."""
    found: list[Address] = []
    for fields in lines[1:]:
        destination, gateway, flags, mask = fields[1], fields[2], fields[3], fields[7]
        if int(destination, 16) == int(mask, 16) == 0 and int(flags, 16) & _RTF_GATEWAY:
            found.append(IPv4Address(struct.pack("=I", int(gateway, 16))))
    return found


def _gateways_ipv6(lines: list[list[str]]) -> list[Address]:
    """Parse `destination prefix source prefix gateway metric refcnt use flags iface`, in hex."""
    found: list[Address] = []
    for fields in lines:
        destination, prefix, gateway, flags = fields[0], fields[1], fields[4], fields[8]
        is_default = int(destination, 16) == int(prefix, 16) == 0
        if is_default and int(flags, 16) & _RTF_GATEWAY and int(gateway, 16):
            found.append(IPv6Address(bytes.fromhex(gateway)))
    return found
