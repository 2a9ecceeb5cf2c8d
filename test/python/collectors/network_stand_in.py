"""A stand-in for the machine's adapters, and for the kernel's files about its network."""

from collections.abc import Callable
from ipaddress import ip_address, ip_interface
from pathlib import Path
import struct

import ifaddr
import pytest

from custom_components.security_posture.collectors import network

type Plug = Callable[..., None]


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


def replace_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the kernel's files about the network."""
    (tmp_path / "route").write_text(ROUTE)
    (tmp_path / "ipv6_route").write_text(ROUTE_IPV6)
    monkeypatch.setattr(network.routes, "ROUTES", tmp_path / "route")
    monkeypatch.setattr(network.routes, "ROUTES_IPV6", tmp_path / "ipv6_route")
    # Not those of the machine that runs the tests.
    monkeypatch.setattr(network.adapters, "INTERFACES", tmp_path / "net")
    monkeypatch.setattr(network.adapters, "MACHINE", tmp_path / "dmi")
    monkeypatch.setattr(network.adapters, "is_docker_env", lambda: False)


def plug_of(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Return a function that sets the adapters, by name, to some addresses with prefixes."""

    def set_adapters(**adapters: tuple[str, ...]) -> None:
        found = [
            ifaddr.Adapter(
                name.replace("_", "-"),
                name.replace("_", "-"),
                [
                    ifaddr.IP(
                        (str(row.ip), 0, 0) if row.version == 6 else str(row.ip),
                        row.network.prefixlen,
                        name,
                    )
                    for row in map(ip_interface, rows)
                ],
            )
            for name, rows in adapters.items()
        ]
        monkeypatch.setattr(ifaddr, "get_adapters", lambda: found)

    return set_adapters
