"""The kernel's routing tables: default gateways, and prefixes that a router delegated."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from pathlib import Path
import struct
from typing import Final

from ...posture.facts import Address, Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

ROUTES: Final = Path("/proc/net/route")
ROUTES_IPV6: Final = Path("/proc/net/ipv6_route")
# Thousands of routes, as only a router has.
MAX_BYTES: Final = 1024 * 1024
_RTF_GATEWAY: Final = 0x2
# Sizes of what providers delegate to a home; a wider route leads to a provider or a VPN.
_DELEGATED: Final = range(48, 64)


def gateways() -> tuple[Address, ...]:
    """Return the default gateways. Blocking."""
    found = (*_gateways_ipv4(_lines(ROUTES)), *_gateways_ipv6(_lines(ROUTES_IPV6)))
    return tuple(dict.fromkeys(found))


def delegated_prefixes() -> tuple[IPv6Network, ...]:
    """Return the destinations of routes that are as wide as a delegated prefix. Blocking."""
    found = []
    for fields in _lines(ROUTES_IPV6):
        try:
            destination, prefix = (int(fields[n], 16) for n in (0, 1))
            if prefix in _DELEGATED:
                found.append(IPv6Network((destination, prefix), strict=False))
        except (IndexError, ValueError) as err:
            raise CollectorError(Reason.PARSE) from err
    return tuple(found)


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
