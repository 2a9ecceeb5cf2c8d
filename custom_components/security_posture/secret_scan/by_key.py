"""Detect the secret that the key of a value names: passwords, tokens, codes, webhooks."""

import re
from typing import Final

from .files import Role
from .key_names import SecretName, secret_name
from .model import Kind
from .random_values import case_changes, looks_like_password
from .secret import CONTEXT_CONFIDENCE, KEY_CONFIDENCE, REMARK_CONFIDENCE, Secret, whole
from .tree import Scalar, Sequence
from .value_patterns import is_code, is_literal, is_secret, scheme_end
from .word_split import words
from .yaml_values import Ancestors, YamlValue

_PUBLIC_COMMUNITIES: Final = frozenset({"public", "private"})
# The length of a network key that is written as a list of bytes.
_MIN_KEY_BYTES: Final = 8
_MAX_KEY_BYTES: Final = 64


def is_code_key(place: YamlValue) -> bool:
    """Return whether the key itself is a code: `codes: {"4711": Anna}`."""
    key = place.key_node
    if (
        key is None
        or place.in_list
        or place.above is None
        or not is_code(key.text, is_certain=False)
    ):
        return False
    what = secret_name(place.above)
    return (
        what is not None and what.kind is Kind.CODE and (what.is_certain or place.is_access_context)
    )


def by_key(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    """Detect a secret by its key."""
    what = _meaning(place)
    if what is None:
        return None
    text = node.text.strip()
    if what.kind is Kind.CODE:
        return _by_code(place, node, what, role)
    is_it = is_secret(what.kind, text, is_certain=what.is_certain)
    is_it |= (place.above, place.key) == _TYPED_TOKEN and is_literal(text)
    if not (is_it or _is_pass_phrase(place, text)) or _is_said(place, text):
        return None
    if what.kind is Kind.WEBHOOK and _is_local_word(place, text):
        return whole(node, what.kind, REMARK_CONFIDENCE)
    if not what.is_certain:
        return whole(node, what.kind, CONTEXT_CONFIDENCE)
    return Secret(scheme_end(node.text), len(node.text), what.kind, KEY_CONFIDENCE)


def _is_pass_phrase(place: YamlValue, text: str) -> bool:
    """Return whether words are the value of a variable such as SESSION_SECRET."""
    name = words(place.key)
    is_one = len(name) > 1 and name[-1] in _SINGLE and not place.in_list
    return is_one and _PHRASE.fullmatch(text) is not None and is_literal(text)


# Chosen by a person: of the pages of Zigbee2MQTT.
_TYPED_TOKEN: Final = ("frontend", "auth_token")
_SINGLE: Final = frozenset({"secret", "token", "key"})
_PHRASE: Final = re.compile(r"[a-z]{2,20}(?:-[a-z]{1,20}){2,8}")


def _is_said(place: YamlValue, text: str) -> bool:
    """Return whether a text is a number of something, or words about a secret in a comment."""
    if text.isdecimal():
        return len(text) < _LEAST_DIGITS
    return place.in_comment and " " in text and not any(map(looks_like_password, text.split()))


# "pass: 3" is a number of something.
_LEAST_DIGITS: Final = 4


def _meaning(place: YamlValue) -> SecretName | None:
    """Return what the key means."""
    found = words(place.key)
    if found[-1:] == ["community"] and ("snmp" in found or "snmp" in place.context_words):
        text = place.node.text.lower() if isinstance(place.node, Scalar) else ""
        return None if text in _PUBLIC_COMMUNITIES else SecretName(Kind.PASSWORD, is_certain=True)
    return secret_name(place.key)


def _is_local_word(place: YamlValue, text: str) -> bool:
    """Return whether a webhook is for the local network only, and its id is made of words.

    Without `local_only`, Home Assistant answers the local network only.
    """
    return is_words(text) and place.ask(_is_local)


def _is_local(level: Ancestors) -> bool:
    return (level.sibling("local_only") or "true").lower() not in _FALSE


def is_words(text: str) -> bool:
    """Return whether a webhook id is made of words, and not generated."""
    return PLAIN_WORDS.fullmatch(text) is not None and case_changes(text) < _GENERATED


_GENERATED: Final = 3
PLAIN_WORDS: Final = re.compile(r"[^\W\d_]{1,40}(?:[_. -][^\W\d_]{1,40}){0,10}(?:[_-]?v?\d{1,2})?")
_FALSE: Final = frozenset({"false", "no", "off"})


def _by_code(place: YamlValue, node: Scalar, what: SecretName, role: Role) -> Secret | None:
    # ESPHome puts C++ strings in quotes of their own.
    text = node.text.strip().strip("\"'")
    if not is_literal(text):
        return None
    if what.is_certain:
        is_it = is_code(text) or is_short_code(place, text)
        return whole(node, Kind.CODE, KEY_CONFIDENCE) if is_it else None
    if is_of_alarm(place, text):
        return whole(node, Kind.CODE, CONTEXT_CONFIDENCE)
    if not is_code(text, is_certain=False):
        return None
    if (what.is_pin and role is not Role.ESPHOME) or place.is_access_context:
        return whole(node, Kind.CODE, CONTEXT_CONFIDENCE)
    return None


def is_short_code(place: YamlValue, text: str) -> bool:
    """Return whether a text can be a code of three digits, of a lock or an alarm."""
    return _SHORT_CODE.fullmatch(text) is not None and place.is_access_context


def is_of_alarm(place: YamlValue, text: str) -> bool:
    """Return whether a short code is one of the alarm or the lock whose options these are."""
    is_short = _SHORT_CODE.fullmatch(text) is not None
    return is_short and place.keys[:1] in _ALARMS and place.is_access_context


_ALARMS: Final = (("alarm_control_panel",), ("lock",))
_SHORT_CODE: Final = re.compile(r"\d{3}", re.ASCII)


def names_key(name: str) -> bool:
    """Return whether a name certainly means a cryptographic key."""
    what = secret_name(name)
    return what is not None and what.kind is Kind.KEY and what.is_certain


def is_byte(text: str) -> bool:
    """Return whether a text can be one byte."""
    return 0 < len(text) <= len("0xff") and text.isalnum() and text[0].isdigit()


def is_byte_key(place: YamlValue, node: Sequence) -> bool:
    """Return whether a list of bytes is a key."""
    return (
        _MIN_KEY_BYTES <= len(node.items) <= _MAX_KEY_BYTES
        and names_key(place.key)
        and all(isinstance(item, Scalar) and is_byte(item.text) for item in node.items)
        # All zeros but the last: a stand-in.
        and any(isinstance(item, Scalar) and item.text.strip("0xX") for item in node.items[:-2])
    )
