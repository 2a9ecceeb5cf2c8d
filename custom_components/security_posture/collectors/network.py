"""Addresses that stand for this machine or its way out: a ban of one hits everybody."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
import struct
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Address, NetworkFacts, Reason
from .address import parse_address
from .jobs import Jobs
from .unreadable import Unreadable

# Two small files of the kernel; seconds.
TIMEOUT: Final = 5.0
ROUTES: Final = Path("/proc/net/route")
ROUTES_IPV6: Final = Path("/proc/net/ipv6_route")
# Thousands of routes: a router, not a home's Home Assistant.
MAX_BYTES: Final = 1024 * 1024
_RTF_GATEWAY: Final = 0x2


async def collect(hass: HomeAssistant, jobs: Jobs) -> NetworkFacts:
    """Read the adapters' addresses and the default gateways."""
    return NetworkFacts(
        own_addresses=_distinct(_own_addresses(hass)),
        gateways=await jobs.run(_gateways),
        bridges=(),
    )


def _own_addresses(hass: HomeAssistant) -> Iterator[Address | None]:
    if "network" not in hass.config.components:
        if hass.config.api is None:
            raise Unreadable(Reason.NOT_LOADED)
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
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return []  # not Linux, or this protocol is off
    if len(text) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    return [line.split() for line in text.decode("ascii", "replace").splitlines()]


def _gateways_ipv4(lines: list[list[str]]) -> Iterator[Address]:
    """Parse `iface destination gateway flags refcnt use metric mask ...`, in hex, host order."""
    for fields in lines[1:]:
        try:
            destination, gateway, flags, mask = (int(fields[n], 16) for n in (1, 2, 3, 7))
            if destination == mask == 0 and flags & _RTF_GATEWAY:
                yield IPv4Address(struct.pack("=I", gateway))
        except (IndexError, ValueError, struct.error) as err:
            raise Unreadable(Reason.PARSE) from err


def _gateways_ipv6(lines: list[list[str]]) -> Iterator[Address]:
    """Parse `destination prefix source prefix gateway metric refcnt use flags iface`, in hex."""
    for fields in lines:
        try:
            destination, prefix, gateway, flags = (int(fields[n], 16) for n in (0, 1, 4, 8))
            if destination == prefix == 0 and flags & _RTF_GATEWAY and gateway:
                yield IPv6Address(gateway)
        except (IndexError, ValueError) as err:
            raise Unreadable(Reason.PARSE) from err
