"""Find secrets in copies of secrets.yaml, where names are short: `wifi: ...`."""

import re
from typing import Final

from .entity_ids import is_entity
from .key_names import secret_name
from .model import Kind
from .random_values import looks_like_password, looks_random
from .references import is_path
from .tree import Scalar
from .value_patterns import is_literal, is_prose
from .word_lists import read_words
from .word_split import words
from .yaml_values import YamlValue

# What people log in to, and what their names for a user or an address contain.
_SERVICES: Final = frozenset(read_words("services"))
_OTHERS: Final = frozenset(read_words("public_parts"))
_QUALIFIERS: Final = frozenset({"old", "new", "alt", "neu", "2g", "5g", "main", "iot"})
_LEAST: Final = 8
_RANDOM: Final = 20
_ADDRESS: Final = re.compile(
    r"[\d.:/]{7,40}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}|\+?\d[\d /-]{5,18}"
    r"|[-+]?\d{1,4}\.\d{1,12}|[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}(?::\d{1,5})?"
)


def kind_in_copy(place: YamlValue, node: Scalar) -> Kind | None:
    """Return the kind of secret that a value is under the bare name of a service."""
    text = node.text.strip()
    if len(place.keys) != 1 or place.in_list or secret_name(place.key) is not None:
        return None
    if " " in text or ("@" in text.strip("@") and "." in text) or "://" in text or is_prose(text):
        return None
    if not is_literal(text) or is_entity(text) or is_path(text):
        return None
    found = set(words(place.key))
    if found & _OTHERS:
        return None
    if (
        found & _SERVICES
        and found <= _SERVICES | _QUALIFIERS
        and len(text) >= _LEAST
        and looks_like_password(text)
    ):
        is_address = _ADDRESS.fullmatch(text) is not None and not _is_digits(found, text)
        return None if is_address or _has_password(place, found) else Kind.PASSWORD
    return Kind.TOKEN if _is_generated(text) and text.count(".") < 3 else None


def _is_generated(text: str) -> bool:
    return looks_random(text, _RANDOM) and sum(map(str.isdigit, text)) >= _LEAST_DIGITS


_LEAST_DIGITS: Final = 3


def _is_digits(found: set[str], text: str) -> bool:
    """Return whether digits are the key of a wireless network, as printed on the device."""
    return bool(found & _WIFI) and text.isdecimal()


_WIFI: Final = frozenset({"wifi", "wlan", "wi", "fi", "ap", "hotspot", "wireless", "wpa"})


def _has_password(place: YamlValue, found: set[str]) -> bool:
    """Return whether another value is the password of the same service."""
    mapping = place.ancestors.mapping
    if mapping is None:
        return False
    return any(
        found & set(words(name)) and secret_name(name) is not None
        for name in mapping.names()
        if name != place.key
    )
