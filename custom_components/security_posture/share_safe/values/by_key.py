"""Classify private values by their key: places, accounts, networks, phones, devices."""

from collections.abc import Iterator
import re
from typing import Final

from ..model import Name, Private
from ..placeholders import has_placeholder
from .. import vocabulary
from ..reserved import COMMON_USERS, SOFTWARE_HOSTS
from ..scanner import Mapping, Role, Scalar, Sequence, YamlValue, words
from .coordinates import NUMBER, is_nowhere
from .hosts import host_of

_COORDINATES: Final = frozenset({"latitude", "longitude", "lat", "lon", "lng", "elevation"})
_WIFI: Final = frozenset({"ssid", "ssids", "essid"})
_USERS: Final = frozenset(
    """username user login account benutzer benutzername utilisateur usuario gebruiker gebruikersnaam
    utente anvandare brukernavn usernames loginname userid""".split()
)
_HOSTS: Final = frozenset(
    """host hostname hosts server servers broker fqdn peer_endpoint endpoint use_address db_host
    ip_address ip ipaddress mqtt_host mqtt_server mqtt_broker host_name nas_host bootstrap_servers
    address hub gateway""".split()
)
# A name of one label below these is also an ordinary option of an integration.
_SURE_HOSTS: Final = frozenset(
    """host hostname hosts broker fqdn mqtt_host mqtt_server mqtt_broker db_host use_address
    host_name server""".split()
)
_OWN_ADDRESSES: Final = frozenset(
    """external_url internal_url base_url ha_url hass_url home_assistant_url homeassistant_url
    instance_url public_url external_domain internal_domain server_host use_x_forwarded_host""".split()
)
_DYNAMIC_DNS: Final = frozenset(
    """duckdns dyndns noip no_ip freedns namecheapdns google_domains mythicbeastsdns strato dynu
    cloudflare gandi_livedns godaddy dynv6 ddns letsencrypt certbot nginx_proxy acme""".split()
)
_DOMAIN_KEYS: Final = frozenset({"domain", "domains", "zone", "host", "hostname", "records"})
_SERIALS: Final = frozenset(
    """serial serialnumber imei iccid imsi vin meterid mpan mprn inverterserial deviceserial
    serialno""".split()
)
_MACS: Final = frozenset({"mac", "macaddress", "bssid", "bssids", "hwaddr", "ieee", "eui64", "irk"})
_PLAIN_MAC: Final = re.compile(r"(?i)[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}")
_ADDRESSES: Final = frozenset(
    """address street adresse strasse direccion indirizzo adres endereco origin destination postcode
    postalcode plz zip zipcode city ort ville stad gemeente ciudad citta housenumber hausnummer
    huisnummer streetname streetnumber""".split()
)
_EXACT_ADDRESSES: Final = frozenset(
    """postcode postalcode plz zip zipcode housenumber hausnummer huisnummer streetnumber""".split()
)
_TOWNS: Final = frozenset({"city", "ort", "ville", "stad", "gemeente", "ciudad", "citta"})
_PHONES: Final = frozenset(
    """phone telephone tel mobile sms handy recipient recipients target targets phonenumber telefon
    telefono telefoon number numbers caller msisdn sender""".split()
)
_CHATS: Final = frozenset(
    """chat_id chat_ids allowed_chat_ids target user_id user_ids allowed_users admin_id
    group_id channel_id guild_id thread_id message_thread_id""".split()
)
_PLATES: Final = frozenset(
    """plate plates licenseplate licenceplate license_plate licence_plate kennzeichen nummernschild
    kenteken matricula targa immatriculation registration_number numberplate registration
    registreringsnummer license_plates known_plates""".split()
)
_PLATE: Final = re.compile(r"(?=.*\d)[A-ZÄÖÜ0-9](?:[ -]?[A-ZÄÖÜ0-9]){3,9}")
_LONG_NUMBER: Final = re.compile(r"[+-]?\d[\d ()/-]{5,18}\d")
_STREET: Final = re.compile(r"(?=.*[^\W\d_]{3})(?=.*(?:\d|,)).*\s.*", re.DOTALL)
_POSTCODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){2,9}|\d+\s?[a-zA-Z]?")
_HIDDEN: Final = re.compile(r"[*.xX#\u2022\u2026_-]{3,}|\?+|<[^<>]*>|\[[^\[\]]*\]")
_ENTITY: Final = re.compile(r"[a-z][a-z_]+\.[a-z0-9_]+")
_POSITION_PAIRS: Final = frozenset(
    """center centre coordinates coordinate position location gps home point latlng latlon
    center_coordinates map_center start_location""".split()
)
_DECIMAL: Final = re.compile(r"-?\d{1,3}\.\d{2,20}")


def kind_by_key(place: YamlValue, role: Role = Role.HOME_ASSISTANT) -> Private | None:
    """Return the kind of a value that is private as a whole, by its key."""
    node = place.node
    if not isinstance(node, Scalar):
        return None
    text = node.text.strip()
    if not text or (node.tag and node.tag.startswith("!")) or text[0] in "!$":
        return None
    if _HIDDEN.fullmatch(text) or "{{" in text or "{%" in text or "${" in text or has_placeholder(text):
        return None
    name = place.key.lower()
    parts = words(name)
    while len(parts) > 1 and parts[-1].isdigit():
        parts.pop()
    last = parts[-1] if parts else ""
    joined = "".join(parts[-2:])
    if last in _COORDINATES or (place.in_list and _is_pair(place, name)):
        return Private.COORDINATE if _is_position(text, last) else None
    return next(
        (
            kind
            for kind, is_it in (
                (Private.WIFI, last in _WIFI or name in ("wifi_name", "wlan_name")),
                (Private.USER, last in _USERS and _is_user(text)),
                (Private.SERIAL, _SERIALS & {last, joined} and _is_serial(text)),
                (Private.MAC, _MACS & {last, joined} and _PLAIN_MAC.fullmatch(text)),
                (Private.SERIAL, _PLATES & {last, name, joined} and _PLATE.fullmatch(text)),
                (Private.ADDRESS, _is_address({last, joined} & _ADDRESSES, place, text)),
                (Private.PHONE, _is_phone(parts, name, text)),
                (Private.PHONE, name in _CHATS and _is_chat(place, text)),
            )
            if is_it
        ),
        None,
    )


def is_position(place: YamlValue) -> bool:
    """Return whether a value is a number of a position, also of none."""
    return (
        isinstance(place.node, Scalar)
        and words(place.key)[-1:] != []
        and words(place.key)[-1] in _COORDINATES
        and NUMBER.fullmatch(place.node.text.strip()) is not None
    )


def host_by_key(place: YamlValue, role: Role) -> tuple[int, int] | None:
    """Return where the value of a key for a host has one."""
    node = place.node
    if not isinstance(node, Scalar) or (node.tag and node.tag.startswith("!")):
        return None
    name = place.key.lower()
    if not (name in _HOSTS or words(name)[-1:] in (["host"], ["hostname"]) or _is_ddns(place)):
        return None
    text = node.text.strip()
    if "://" in text or "{" in text or "/" in text[:1] or is_entity(text):
        return None
    span = host_of(text)
    if span is None:
        return None
    begin = node.text.index(text)
    host = text[span[0] : span[1]]
    if "." not in host and not (name in _SURE_HOSTS or name.endswith("host") or _is_ddns(place)):
        return None
    if "." not in host and not _has_host(place, role):
        return None
    return begin + span[0], begin + span[1]


def own_hosts(place: YamlValue) -> bool:
    """Return whether a value has an address or a domain of the instance itself."""
    return place.key.lower() in _OWN_ADDRESSES or _is_ddns(place)


def names(place: YamlValue) -> Iterator[Name]:
    """Yield the names of people, places and devices that a value defines."""
    node = place.node
    if not isinstance(node, Scalar):
        return
    text = node.text.strip()
    keys = tuple(key.lower() for key in place.keys)
    name = keys[-1] if keys else ""
    above = keys[-2] if len(keys) > 1 else ""
    if above == "hosts" and "device_tracker" in keys[:-2]:
        yield Name(Private.DEVICE, place.keys[-1])
    if not text or node.tag or "{{" in text or len(text) > 80:
        return
    if name == "name" and above == "homeassistant":
        yield Name(Private.PLACE, text)
    elif name in ("name", "id") and above == "person":
        yield Name(Private.PERSON, text)
    elif name == "name" and above == "zone":
        yield Name(Private.ZONE, text)
    elif name == "dev_id":
        yield Name(Private.DEVICE, text)
    elif place.key_node is not None and keys[:1] == ("substitutions",) and name in _OWNERS:
        yield Name(Private.PERSON, text)


_OWNERS: Final = frozenset({"owner", "person"})


def _is_ddns(place: YamlValue) -> bool:
    return place.key.lower() in _DOMAIN_KEYS and any(
        key.lower() in _DYNAMIC_DNS for key in place.keys[:-1]
    )


def _has_host(place: YamlValue, role: Role) -> bool:
    """Return whether "host" stands for a machine: not for a mode of a network, or a keyword."""
    keys = {key.lower() for key in place.keys[:-1]}
    return not (role is Role.COMPOSE and "services" in keys and "environment" not in keys)


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


def _is_position(text: str, last: str) -> bool:
    if not NUMBER.fullmatch(text) or is_nowhere(text):
        return False
    limit = 9000 if last == "elevation" else 180
    return abs(float(text.replace(",", "."))) <= limit


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
        and plain not in SOFTWARE_HOSTS
        and not vocabulary.is_keyword(plain)
    )


def _is_user(text: str) -> bool:
    return is_account(text) and " " not in text and "/" not in text and not is_entity(text)


def _is_serial(text: str) -> bool:
    plain = text.replace("-", "").replace("_", "").replace(" ", "")
    return len(plain) > 4 and plain.isalnum() and any(char.isdigit() for char in plain)


def _is_address(found: set[str], place: YamlValue, text: str) -> bool:
    if not found:
        return False
    if found & _EXACT_ADDRESSES:
        return _POSTCODE.fullmatch(text) is not None
    if is_entity(text) or "://" in text:
        return False
    if found & _TOWNS:
        return text.istitle() or text[:1].isupper()
    return _STREET.fullmatch(text) is not None and "0x" not in text


def _is_phone(parts: list[str], name: str, text: str) -> bool:
    if not parts or not _LONG_NUMBER.fullmatch(text):
        return False
    digits = sum(char.isdigit() for char in text)
    if not 7 <= digits <= 15:
        return False
    if parts[-1] in ("number", "numbers", "target", "targets", "sender", "mobile"):
        # "number" is also a count, and "target" a chat.
        return text[0] in "+0" or bool({"phone", "sms", "mobile", "caller"} & {*parts[:-1]})
    return parts[-1] in _PHONES


def _is_chat(place: YamlValue, text: str) -> bool:
    plain = text.lstrip("-")
    return plain.isdecimal() and len(plain) >= 6
