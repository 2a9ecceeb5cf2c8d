"""Classify private values by their key: places, accounts, networks, phones, devices."""

from collections.abc import Iterator
import re
from typing import Final

from . import hosts
from .model import Name, Private
from .reserved import COMMON_USERS
from .scanner import Scalar, YamlValue, words

_COORDINATES: Final = frozenset({"latitude", "longitude", "lat", "lon", "lng", "elevation"})
_NUMBER: Final = re.compile(r"-?\d{1,4}(?:\.\d{1,20})?")
_WIFI: Final = frozenset({"ssid", "bssid", "ssids", "essid"})
_USERS: Final = frozenset({"username", "user", "login", "account", "benutzer", "benutzername"})
_HOSTS: Final = frozenset(
    {
        "host",
        "hostname",
        "hosts",
        "server",
        "broker",
        "domain",
        "fqdn",
        "domains",
        "peer_endpoint",
        "endpoint",
        "use_address",
        "manual_ip",
        "ping",
    }
)
_SERIALS: Final = frozenset({"serial", "serialnumber", "imei", "iccid", "sn", "imsi", "vin"})
_ADDRESSES: Final = frozenset(
    {
        "address",
        "street",
        "adresse",
        "strasse",
        "direccion",
        "indirizzo",
        "adres",
        "endereco",
        "origin",
        "destination",
        "postcode",
        "plz",
        "zip",
        "zipcode",
        "city",
        "ort",
        "ville",
    }
)
_PHONES: Final = frozenset(
    {"phone", "telephone", "tel", "mobile", "sms", "handy", "recipient", "recipients", "target"}
)
_ACCOUNTS: Final = frozenset({"chat_id", "allowed_chat_ids", "target", "account_sid", "user_id"})
_LONG_NUMBER: Final = re.compile(r"[+-]?\d[\d ()/-]{5,18}\d")
_STREET: Final = re.compile(r"(?=.*[^\W\d_]{3})(?=.*(?:\d|,)).*\s.*", re.DOTALL)
_POSTCODE: Final = frozenset({"postcode", "plz", "zip", "zipcode", "city", "ort", "ville"})


def kind_by_key(place: YamlValue, node: Scalar) -> Private | None:
    """Return the kind of a value that is private as a whole, by its key."""
    text = node.text.strip()
    name = place.key.lower()
    if not text or (node.tag and node.tag.startswith("!")) or "{{" in text or "${" in text:
        return None
    parts = words(name)
    last = parts[-1] if parts else ""
    if (last in _COORDINATES or name in _COORDINATES) and _NUMBER.fullmatch(text):
        return Private.COORDINATE
    for kind, is_it in (
        (Private.WIFI, last in _WIFI or name in ("wifi_name", "wlan_name")),
        (Private.USER, last in _USERS and text.lower() not in COMMON_USERS and _is_user(text)),
        (Private.SERIAL, (last in _SERIALS or "".join(parts[-2:]) in _SERIALS) and len(text) > 3),
        (Private.HOST, (last in _HOSTS or name in _HOSTS) and hosts.is_private_host(text)),
        (Private.ADDRESS, _is_address(last, text)),
        (Private.PHONE, last in _PHONES | {"id", "ids"} and _is_number(name, text)),
    ):
        if is_it:
            return kind
    return None


def names(place: YamlValue, node: Scalar) -> Iterator[Name]:
    """Yield the names of people, places and devices that a value defines."""
    text = node.text.strip()
    if not text or node.tag or "{{" in text or len(text) > 80:
        return
    keys = tuple(key.lower() for key in place.keys)
    name = keys[-1] if keys else ""
    if name == "name" and "homeassistant" in keys[-2:-1]:
        yield Name(Private.PLACE, text)
    elif name in ("name", "id") and keys[-2:-1] == ("person",):
        yield Name(Private.PERSON, text)
    elif name == "name" and keys[-2:-1] == ("zone",):
        yield Name(Private.ZONE, text)
    elif place.key_node is not None and keys[:1] == ("substitutions",) and name in _OWNERS:
        yield Name(Private.PERSON, text)


_OWNERS: Final = frozenset({"owner", "person"})


def _is_user(text: str) -> bool:
    return len(text) > 1 and " " not in text and not text.isdecimal()


def _is_address(last: str, text: str) -> bool:
    if last not in _ADDRESSES:
        return False
    return last in _POSTCODE or _STREET.fullmatch(text) is not None


def _is_number(name: str, text: str) -> bool:
    if not _LONG_NUMBER.fullmatch(text):
        return False
    digits = sum(char.isdigit() for char in text)
    return digits >= 7 and (name in _ACCOUNTS or words(name)[-1] in _PHONES)
