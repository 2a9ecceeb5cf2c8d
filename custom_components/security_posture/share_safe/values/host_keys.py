"""Find the hosts and own addresses that are the values of keys."""

from typing import Final

from ..secret_scanner import Ancestors, Role, Scalar, YamlValue, cached_until_forgotten, words
from ..vocabulary import word_set
from .by_key import is_entity, kind_by_key
from .hosts import host_of

_HOSTS: Final = word_set("host_keys")
# A name of one label below these is also an ordinary option of an integration.
_SURE_HOSTS: Final = word_set("sure_host_keys")
_OWN_ADDRESSES: Final = word_set("own_address_keys")
_DYNAMIC_DNS: Final = word_set("dynamic_dns")
_DOMAIN_KEYS: Final = frozenset({"domain", "domains", "zone", "host", "hostname", "records"})


def host_by_key(place: YamlValue, role: Role) -> tuple[int, int] | None:
    """Return where the value of a key for a host has one."""
    node, name = place.node, place.key.lower()
    is_ddns = _is_ddns(place)
    if not isinstance(node, Scalar) or not (is_ddns or _is_host_key(place.key)):
        return None
    text = node.text.strip()
    span = host_of(text)
    if span is None or (node.tag and node.tag.startswith("!")) or _is_other(text):
        return None
    is_sure = is_ddns or name in _SURE_HOSTS or name.endswith("host")
    if "." not in text[slice(*span)] and not (is_sure and _has_host(place, role)):
        return None
    begin = node.text.index(text)
    return begin + span[0], begin + span[1]


@cached_until_forgotten(4096)
def _is_host_key(key: str) -> bool:
    return key.lower() in _HOSTS or words(key)[-1:] in (["host"], ["hostname"])


def tells_host(key: str) -> bool:
    """Return whether a key can tell that its value is a host, or an address of the instance."""
    return _is_host_key(key) or key.lower() in _OWN_ADDRESSES | _DOMAIN_KEYS


def _is_other(text: str) -> bool:
    """Return whether a value is an address, a template, a path or an entity."""
    return "://" in text or "{" in text or text.startswith("/") or is_entity(text)


def own_hosts(place: YamlValue) -> bool:
    """Return whether a value has an address or a domain of the instance itself."""
    return place.key.lower() in _OWN_ADDRESSES or _is_ddns(place)


def _is_ddns(place: YamlValue) -> bool:
    return place.key.lower() in _DOMAIN_KEYS and place.ask(_is_below_ddns)


def _has_host(place: YamlValue, role: Role) -> bool:
    """Return whether "host" stands for a machine: not for a mode of a network, or a keyword."""
    if role is Role.ESPHOME:
        return False  # the name of the device itself
    keys = {key.lower() for key in place.keys[:-1]}
    return not (role is Role.COMPOSE and "services" in keys and "environment" not in keys)


def _is_below_ddns(level: Ancestors) -> bool:
    return any(key.lower() in _DYNAMIC_DNS for key in level.keys[:-1])


def is_private(place: YamlValue, role: Role) -> bool:
    """Return whether a key may tell that its value is private."""
    return kind_by_key(place) is not None or host_by_key(place, role) is not None
