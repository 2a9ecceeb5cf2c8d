"""Find addresses of devices, serial numbers and public IP addresses by their form."""

from collections.abc import Iterator
import ipaddress
import re
from typing import Final

from ..model import Private
from ..vocabulary import word_set
from .match import ValueMatch

_MAC: Final = re.compile(
    r"(?<![^\W_:-])(?<![:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4,6}[0-9A-Fa-f]{2}(?![\w:-])"
)
# Home Assistant makes such slugs of them.
_SLUG_MAC: Final = re.compile(r"(?<![^\W_])[0-9a-f]{2}_(?:[0-9a-f]{2}_){4}[0-9a-f]{2}(?![^\W_])")
_IEEE: Final = re.compile(r"(?<![^\W_])0x[0-9A-Fa-f]{16}(?![^\W_])")
_DEVICES: Final = (((":", "-"), _MAC), (("0x",), _IEEE), (("_",), _SLUG_MAC))
_BY_ID: Final = re.compile(
    r"/by-id/(?:usb-)?[\w.+-]{0,120}_([0-9A-Za-z]{7,64})(?=-if\d|-port\d|(?![\w.+-]))"
)
# A sensor on a 1-Wire bus: its last byte is the family.
_ONE_WIRE: Final = re.compile(
    # Its first byte is a sum: the address of a radio has a multiple of four there.
    r"(?i)0x(?:[0-9a-f]{2}0[0-9a-f]{11}|[0-9a-f][1235679abdef][0-9a-f]{12})(?:28|10|22|3b|42)"
)
_ONE_WIRE_KEY: Final = re.compile(r"(?i)(?:dallas|1-?wire|\baddress)[\w\s.-]{0,20}:?\s{0,3}[\"']?$")
_WIFI: Final = re.compile(r"WIFI:(?:[A-RT-Z]:[^;]{0,80};){0,4}S:([^;]{1,40});")
_IPV4: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
# Digits of a serial number that a model has not.
_LEAST_DIGITS: Final = 2
# Public resolvers of names.
_RESOLVERS: Final = word_set("resolvers")
# Not one device: all, none, or an example.
_NO_DEVICE: Final = re.compile(
    r"(?i)(?:0x)?(?:(?:00|[:_-])+|(?:ff|[:_-])+|01[:-]00[:-]5e.*|(?:11[:_-]?22|00[:_-]?11[:_-]?22)(?:[:_-]?(?:33|44|55|66|77|88))+|"
    r"12[:_-]?34[:_-]?56[:_-]?78[:_-]?9[0a].*)"
)
# A network of so many hosts does not identify a home.
_NETWORK: Final = re.compile(r"/(?:\d|1\d|2[0-4])(?!\d)")
_RADIO: Final = re.compile(r"(?i)radio\S{0,12}$")
_VERSION: Final = re.compile(r"(?i)(?:version|release|\bv)[\"']?\s*[:=]?\s*[\"']?$")


# Every form has one of these.
_ANY: Final = re.compile(
    r"[0-9A-Fa-f]{2}([:_-])[0-9A-Fa-f]{2}\1[0-9A-Fa-f]{2}\1|0x[0-9A-Fa-f]|/by-id/|WIFI:"
    r"|\d\.\d{1,3}\.\d|[0-9A-Fa-f]:[0-9A-Fa-f]{0,4}:"
)


def networks(text: str) -> Iterator[ValueMatch]:
    """Yield the addresses of devices, serial numbers and public IP addresses of a text."""
    if _ANY.search(text) is not None:
        yield from _in_text(text)


def _in_text(text: str) -> Iterator[ValueMatch]:
    for signs, pattern in _DEVICES:
        if any(sign in text for sign in signs):
            for match in pattern.finditer(text):
                if not _NO_DEVICE.fullmatch(match[0]) and not _is_one_wire(text, match):
                    yield ValueMatch(*match.span(), Private.MAC)
    if "/by-id/" in text:
        for match in _BY_ID.finditer(text):
            # The name of the adapter stays.
            if sum(map(str.isdigit, match[1])) > _LEAST_DIGITS:
                yield ValueMatch(*match.span(1), Private.SERIAL)
    if "WIFI:" in text:
        for match in _WIFI.finditer(text):
            yield ValueMatch(*match.span(1), Private.WIFI)
    yield from _public_ips(text)


def _is_one_wire(text: str, match: re.Match[str]) -> bool:
    """Return whether it is the address of a sensor on a bus, which only numbers it there."""
    if not _ONE_WIRE.fullmatch(match[0]):
        return False
    return (
        len(match[0]) == len(text.strip())
        or _ONE_WIRE_KEY.search(text, max(match.start() - 40, 0), match.start()) is not None
    )


def _public_ips(text: str) -> Iterator[ValueMatch]:
    for pattern, sign in ((_IPV4, "."), (_IPV6, ":")):
        for match in pattern.finditer(text) if sign in text else ():
            is_other = (
                match[0].endswith(".0.0")
                or _VERSION.search(text, max(match.start() - 12, 0), match.start())
                or _RADIO.search(text, max(match.start() - 24, 0), match.start())
            )
            if is_public_ip(match[0]) and not is_other and not _NETWORK.match(text, match.end()):
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
