"""Classify private values by their key: places, accounts, networks, phones, devices."""

import re
from typing import Final, NamedTuple

from .. import vocabulary
from ..common_names import COMMON_USERS, SOFTWARE_HOSTS
from ..model import Private
from ..placeholders import has_placeholder
from ..secret_scanner import Scalar, Sequence, YamlValue, cached_until_forgotten, words
from ..vocabulary import word_set
from .coordinates import NUMBER, is_nowhere

_COORDINATES: Final = frozenset({"latitude", "longitude", "lat", "lon", "lng", "elevation"})
_WIFI: Final = frozenset({"ssid", "ssids", "essid", "wifi_name", "wlan_name"})
_USERS: Final = word_set("user_keys")
_SERIALS: Final = word_set("serial_keys")
_MACS: Final = frozenset({"mac", "macaddress", "bssid", "bssids", "hwaddr", "ieee", "eui64", "irk"})
_PLAIN_MAC: Final = re.compile(r"(?i)[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}")
_ADDRESSES: Final = word_set("postal_keys")
_EXACT_ADDRESSES: Final = word_set("postal_code_keys")
_TOWNS: Final = frozenset({"city", "ort", "ville", "stad", "gemeente", "ciudad", "citta"})
_PHONES: Final = word_set("phone_keys")
_CHATS: Final = word_set("chat_keys")
_PLATES: Final = word_set("plate_keys")
_PLACE_CODES: Final = frozenset(
    {"geohash", "pluscode", "plus_code", "what3words", "w3w", "maidenhead", "locator"}
)
_DEVICES: Final = frozenset({"deviceid"})
_ANY: Final = frozenset().union(
    _PLACE_CODES,
    _DEVICES,
    {"uid", "tag", "rfid"},
    _COORDINATES,
    _WIFI,
    _USERS,
    _SERIALS,
    _MACS,
    _ADDRESSES,
    _PHONES,
    _CHATS,
    _PLATES,
) | word_set("position_keys")
_PLATE: Final = re.compile(r"(?=.*\d)[A-ZÄÖÜ0-9](?:[ -]?[A-ZÄÖÜ0-9]){3,9}")
_MOST_OF_COUNT: Final = 11
_MOST_OF_SHORT: Final = 8
_LONG_NUMBER: Final = re.compile(r"[+-]?\d[\d ()/-]{5,18}\d")
_STREET: Final = re.compile(r"(?=.*[^\W\d_]{3})(?=.*(?:\d|,)).*\s.*", re.DOTALL)
_POSTCODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){2,9}|\d+\s?[a-zA-Z]?")
_SETTINGS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none"})
_HIDDEN: Final = re.compile(r"[*.xX#\u2022\u2026_-]{3,}|\?+|<[^<>]*>|\[[^\[\]]*\]")
_ENTITY: Final = re.compile(r"[a-z][a-z_]+\.[a-z0-9_]+")
_MIXED_MAC: Final = re.compile(r"(?=\d*[A-Fa-f])(?=[A-Fa-f]*\d)[0-9A-Fa-f]{12}")
# Of a cloud; Home Assistant's own have 32 characters.
_DEVICE_ID: Final = re.compile(r"(?=.*\d.*\d)[0-9a-z]{20,22}")
# The number of a card or a tag.
_TAG: Final = re.compile(r"[0-9A-Fa-f]{2}([-:])(?:[0-9A-Fa-f]{2}\1){2,8}[0-9A-Fa-f]{2}")
_PLACE_CODE: Final = re.compile(r"(?:///)?[\w+.]{5,60}")
_USER_ID: Final = re.compile(r"[0-9a-f]{32}")
_MOST_DEGREES: Final = 180
_POSITION_PAIRS: Final = word_set("position_keys")
_DECIMAL: Final = re.compile(r"-?\d{1,4}\.\d{2,20}")


class _Meaning(NamedTuple):
    """What a key can mean."""

    last: str  # its last word
    named: frozenset[str]
    parts: tuple[str, ...]


@cached_until_forgotten(4096)
def _meaning(key: str) -> _Meaning | None:
    """Return what a key means; None for one whose value is not private."""
    name = key.lower()
    parts = words(name)
    while len(parts) > 1 and parts[-1].isdigit():
        parts.pop()
    if not parts:
        return None
    named = frozenset((parts[-1], name, "".join(parts[-2:])))
    return _Meaning(parts[-1], named, tuple(parts)) if named & _ANY else None


def kind_by_key(place: YamlValue) -> Private | None:
    """Return the kind of a value that is private as a whole, by its key."""
    meaning = _meaning(place.key)
    node = place.node
    if meaning is None or not isinstance(node, Scalar) or not _is_written_out(node):
        return None
    text = node.text.strip()
    if meaning.last in _COORDINATES or (place.in_list and _is_pair(place, place.key.lower())):
        return Private.COORDINATE if _is_number_of_position(text, meaning.last) else None
    return _kind(meaning, text)


def tells_kind(key: str) -> bool:
    """Return whether a key can tell the kind of its value."""
    return _meaning(key) is not None


def kind_by_name(name: str, text: str) -> Private | None:
    """Return the kind of a text that a name beside it tells: in a query, JSON, an option."""
    meaning = _meaning(name)
    if meaning is None or has_placeholder(text) or _HIDDEN.fullmatch(text):
        return None
    return None if meaning.last in _COORDINATES else _kind(meaning, text)


def _kind(meaning: _Meaning, text: str) -> Private | None:
    last, named, parts = meaning
    return next(
        (
            kind
            for kind, is_it in (
                (Private.WIFI, named & _WIFI),
                (Private.USER, last in _USERS and _is_user(text)),
                (Private.SERIAL, _SERIALS & named and _is_serial(text)),
                (Private.MAC, _MACS & named and _PLAIN_MAC.fullmatch(text)),
                (Private.SERIAL, _PLATES & named and _PLATE.fullmatch(text)),
                (Private.MAC, last == "address" and _MIXED_MAC.fullmatch(text)),
                (Private.SERIAL, "".join(parts[-2:]) == "deviceid" and _DEVICE_ID.fullmatch(text)),
                (Private.SERIAL, last in ("uid", "tag", "rfid") and _TAG.fullmatch(text)),
                (Private.ADDRESS, named & _PLACE_CODES and _PLACE_CODE.fullmatch(text)),
                (Private.ADDRESS, _is_address(named & _ADDRESSES, text)),
                (Private.PHONE, _is_phone(parts, text)),
                (Private.PHONE, named & _CHATS and _is_chat(text)),
            )
            if is_it
        ),
        None,
    )


def _is_written_out(node: Scalar) -> bool:
    """Return whether a value is no reference, template or placeholder."""
    text = node.text.strip()
    return not (
        not text
        or (node.tag and node.tag.startswith("!"))
        or text[0] in "!$"
        or _HIDDEN.fullmatch(text)
        or any(mark in text for mark in ("{{", "{%", "${"))
        or has_placeholder(text)
    )


def is_position(place: YamlValue) -> bool:
    """Return whether a value is a number of a position, also of none."""
    return (
        isinstance(place.node, Scalar)
        and words(place.key)[-1:] != []
        and words(place.key)[-1] in _COORDINATES
        and NUMBER.fullmatch(place.node.text.strip()) is not None
    )


def _is_pair(place: YamlValue, name: str) -> bool:
    """Return whether a list below a key is a latitude and a longitude."""
    mapping = place.ancestors.mapping
    if name not in _POSITION_PAIRS or mapping is None:
        return False
    return any(
        isinstance(value, Sequence)
        and len(value.items) == 2
        and all(isinstance(each, Scalar) and _DECIMAL.fullmatch(each.text) for each in value.items)
        and place.node in value.items
        for key, value in mapping.pairs
        if isinstance(key, Scalar) and key.text.lower() == name
    )


def _is_number_of_position(text: str, last: str) -> bool:
    if not NUMBER.fullmatch(text) or is_nowhere(text):
        return False
    if last == "elevation":
        # A whole number of metres tells no place.
        return _DECIMAL.fullmatch(text) is not None
    return abs(float(text.replace(",", "."))) <= _MOST_DEGREES


def is_entity(text: str) -> bool:
    """Return whether a text is the id of an entity."""
    return _ENTITY.fullmatch(text) is not None and vocabulary.is_domain(text.partition(".")[0])


def is_account(name: str) -> bool:
    """Return whether the name of an account may be somebody's own."""
    plain = name.lower()
    return (
        len(plain) > 1
        and not plain.isdecimal()
        and plain not in COMMON_USERS
        and plain not in _SETTINGS
        and plain not in SOFTWARE_HOSTS
        and not vocabulary.is_keyword(plain)
    )


def _is_user(text: str) -> bool:
    return (
        is_account(text)
        and " " not in text
        and "/" not in text
        and not is_entity(text)
        # Home Assistant numbers its users.
        and not _USER_ID.fullmatch(text)
    )


def _is_serial(text: str) -> bool:
    plain = text.replace("-", "").replace("_", "").replace(" ", "")
    return len(plain) > 4 and plain.isalnum() and any(char.isdigit() for char in plain)


def _is_address(found: frozenset[str], text: str) -> bool:
    if not found:
        return False
    if found & _EXACT_ADDRESSES:
        return _POSTCODE.fullmatch(text) is not None
    if is_entity(text) or "://" in text:
        return False
    if found & _TOWNS:
        return text.istitle() or text[:1].isupper()
    return _STREET.fullmatch(text) is not None and "0x" not in text


def _is_phone(parts: tuple[str, ...], text: str) -> bool:
    if not parts or not _LONG_NUMBER.fullmatch(text):
        return False
    digits = sum(char.isdigit() for char in text)
    if not 7 <= digits <= 15:
        return False
    if parts[-1] in ("number", "numbers", "target", "targets", "sender", "mobile"):
        # "number" is also a count, and "target" a chat.
        is_written = digits > _MOST_OF_SHORT and any(sign in text for sign in " -(")
        return (
            text[0] in "+0"
            or is_written
            or digits > _MOST_OF_COUNT
            or bool({"phone", "sms", "mobile", "caller"} & {*parts[:-1]})
        )
    return parts[-1] in _PHONES


def _is_chat(text: str) -> bool:
    plain = text.lstrip("-")
    return plain.isdecimal() and len(plain) >= 6
