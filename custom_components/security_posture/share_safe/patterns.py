"""Find private values by their format: addresses, phone numbers, coordinates."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from . import hosts
from .model import Private


class PatternMatch(NamedTuple):
    """A private part of a text and its kind."""

    begin: int
    end: int
    kind: Private


# A coordinate that identifies no place.
NOWHERE: Final = "0.0"
_EMAIL: Final = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{2,63}){1,4}")
_PHONE: Final = re.compile(
    r"(?<![\w+.])(?:\+|00)[1-9]\d{0,2}[ ()/-]{0,2}\d[\d ()/-]{5,16}\d(?![\w.])"
)
_MAC: Final = re.compile(
    r"(?<![\w:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4,6}[0-9A-Fa-f]{2}(?![\w:-])"
)
_IEEE: Final = re.compile(r"(?<![\w])0x[0-9A-Fa-f]{16}(?![\w])")
_SERIAL: Final = re.compile(r"(?<=/dev/serial/by-id/)[\w.:+-]{8,200}")
_COORDINATES: Final = re.compile(
    r"(?<![\w.])-?\d{1,2}\.\d{3,16}\s{0,2},\s{0,2}-?\d{1,3}\.\d{3,16}(?![\w.])"
)
_POSITION: Final = re.compile(r"(?i)[?&](?:lat|lon|lng|latitude|longitude)=(-?\d{1,3}\.\d{1,16})")
_WIFI: Final = re.compile(r"WIFI:(?:[A-RT-Z]:[^;]{0,80};){0,4}S:([^;]{1,40});")


def private_patterns(text: str) -> Iterator[PatternMatch]:
    """Yield the private parts of a text."""
    if "@" in text:
        yield from _all(_EMAIL, text, Private.EMAIL)
    yield from _all(_PHONE, text, Private.PHONE)
    yield from _all(_MAC, text, Private.MAC)
    yield from _all(_IEEE, text, Private.MAC)
    yield from _all(_SERIAL, text, Private.SERIAL)
    yield from _all(_COORDINATES, text, Private.COORDINATE)
    for match in _POSITION.finditer(text):
        if match[1] != NOWHERE:
            yield PatternMatch(*match.span(1), Private.COORDINATE)
    for match in _WIFI.finditer(text):
        yield PatternMatch(*match.span(1), Private.WIFI)
    for span in hosts.public_ip_spans(text):
        yield PatternMatch(*span, Private.IP)
    for span in hosts.home_host_spans(text):
        yield PatternMatch(*span, Private.HOST)


def _all(pattern: re.Pattern[str], text: str, kind: Private) -> Iterator[PatternMatch]:
    for match in pattern.finditer(text):
        yield PatternMatch(*match.span(), kind)
