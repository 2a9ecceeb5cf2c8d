"""Find addresses of devices, serial numbers and public IP addresses by their form."""

from collections.abc import Iterator
import ipaddress
import re
from typing import Final

from ..model import Private
from .match import ValueMatch

_MAC: Final = re.compile(
    r"(?<![\w:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4,6}[0-9A-Fa-f]{2}(?![\w:-])"
)
# Home Assistant makes such slugs of them.
_SLUG_MAC: Final = re.compile(r"(?<![^\W_])[0-9a-f]{2}_(?:[0-9a-f]{2}_){4}[0-9a-f]{2}(?![^\W_])")
_IEEE: Final = re.compile(r"(?<![^\W_])0x[0-9A-Fa-f]{16}(?![^\W_])")
_SERIAL: Final = re.compile(r"(?<=/dev/serial/by-id/)[\w.:+-]{8,200}")
_WIFI: Final = re.compile(r"WIFI:(?:[A-RT-Z]:[^;]{0,80};){0,4}S:([^;]{1,40});")
_IPV4: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
# Public resolvers of names.
_RESOLVERS: Final = frozenset(
    """1.1.1.1 1.0.0.1 1.1.1.2 1.1.1.3 8.8.8.8 8.8.4.4 9.9.9.9 9.9.9.10 149.112.112.112
    208.67.222.222 208.67.220.220 94.140.14.14 94.140.15.15 4.2.2.2 64.6.64.6 77.88.8.8
    2606:4700:4700::1111 2606:4700:4700::1001 2001:4860:4860::8888 2001:4860:4860::8844
    2620:fe::fe""".split()
)
# Not one device: all, none, or an example.
_NO_DEVICE: Final = re.compile(r"(?i)(?:0x)?(?:(?:00|[:_-])+|(?:ff|[:_-])+|01[:-]00[:-]5e.*)")
_VERSION: Final = re.compile(r"(?i)(?:version|release|\bv)[\"']?\s*[:=]?\s*[\"']?$")


def networks(text: str) -> Iterator[ValueMatch]:
    """Yield the addresses of devices, serial numbers and public IP addresses of a text."""
    if ":" in text or "-" in text:
        yield from _devices(_MAC, text)
    if "0x" in text:
        yield from _devices(_IEEE, text)
    if "_" in text:
        yield from _devices(_SLUG_MAC, text)
    if "/by-id/" in text:
        for match in _SERIAL.finditer(text):
            yield ValueMatch(*match.span(), Private.SERIAL)
    if "WIFI:" in text:
        for match in _WIFI.finditer(text):
            yield ValueMatch(*match.span(1), Private.WIFI)
    for pattern, sign in ((_IPV4, "."), (_IPV6, ":")):
        if sign in text:
            for match in pattern.finditer(text):
                is_version = _VERSION.search(text, max(match.start() - 12, 0), match.start())
                if is_public_ip(match[0]) and not is_version:
                    yield ValueMatch(*match.span(), Private.IP)


def is_public_ip(text: str) -> bool:
    """Return whether an IP address is of the Internet, and not a well-known one."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.is_global and not address.is_multicast and text not in _RESOLVERS


def is_ip(text: str) -> bool:
    """Return whether a text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _devices(pattern: re.Pattern[str], text: str) -> Iterator[ValueMatch]:
    for match in pattern.finditer(text):
        if not _NO_DEVICE.fullmatch(match[0]):
            yield ValueMatch(*match.span(), Private.MAC)
