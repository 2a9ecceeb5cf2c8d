"""Find addresses of devices, serial numbers and public IP addresses by their form."""

from collections.abc import Iterator
import ipaddress
import re
from typing import Final

from ..model import Private
from ..reserved import word_set
from .match import ValueMatch

_MAC: Final = re.compile(
    r"(?<![\w:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4,6}[0-9A-Fa-f]{2}(?![\w:-])"
)
# Home Assistant makes such slugs of them.
_SLUG_MAC: Final = re.compile(r"(?<![^\W_])[0-9a-f]{2}_(?:[0-9a-f]{2}_){4}[0-9a-f]{2}(?![^\W_])")
_IEEE: Final = re.compile(r"(?<![^\W_])0x[0-9A-Fa-f]{16}(?![^\W_])")
_DEVICES: Final = (((":", "-"), _MAC), (("0x",), _IEEE), (("_",), _SLUG_MAC))
_SERIAL: Final = re.compile(r"(?<=/dev/serial/by-id/)[\w.:+-]{8,200}")
_WIFI: Final = re.compile(r"WIFI:(?:[A-RT-Z]:[^;]{0,80};){0,4}S:([^;]{1,40});")
_IPV4: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
# Public resolvers of names.
_RESOLVERS: Final = word_set("resolvers")
# Not one device: all, none, or an example.
_NO_DEVICE: Final = re.compile(r"(?i)(?:0x)?(?:(?:00|[:_-])+|(?:ff|[:_-])+|01[:-]00[:-]5e.*)")
# Of so many hosts that it tells no home.
_NETWORK: Final = re.compile(r"/(?:\d|1\d|2[0-4])(?!\d)")
_VERSION: Final = re.compile(r"(?i)(?:version|release|\bv)[\"']?\s*[:=]?\s*[\"']?$")


def networks(text: str) -> Iterator[ValueMatch]:
    """Yield the addresses of devices, serial numbers and public IP addresses of a text."""
    for signs, pattern in _DEVICES:
        if any(sign in text for sign in signs):
            for match in pattern.finditer(text):
                if not _NO_DEVICE.fullmatch(match[0]):
                    yield ValueMatch(*match.span(), Private.MAC)
    if "/by-id/" in text:
        for match in _SERIAL.finditer(text):
            yield ValueMatch(*match.span(), Private.SERIAL)
    if "WIFI:" in text:
        for match in _WIFI.finditer(text):
            yield ValueMatch(*match.span(1), Private.WIFI)
    yield from _public_ips(text)


def _public_ips(text: str) -> Iterator[ValueMatch]:
    for pattern, sign in ((_IPV4, "."), (_IPV6, ":")):
        for match in pattern.finditer(text) if sign in text else ():
            is_version = _VERSION.search(text, max(match.start() - 12, 0), match.start())
            if is_public_ip(match[0]) and not is_version and not _NETWORK.match(text, match.end()):
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
    if not text[:1].isdigit() and ":" not in text:
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
