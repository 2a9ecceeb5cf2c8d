"""Detect the secrets in one value, by its key, its context and its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
import re
from typing import Final

from .comments import REMARK
from .copies import kind_in_copy
from .embedded import cookie_values, embedded_secrets, lambda_codes, variable_default
from .files import Role
from .key_names import ATTRIBUTES, SecretName, secret_name
from .keypads import is_on_keypad
from .logins import login
from .model import Kind
from .stand_ins import is_stand_in
from .tree import Scalar, Sequence
from .unnamed import is_unnamed
from .value_patterns import (
    is_code,
    is_default,
    is_encrypted,
    is_literal,
    is_secret,
    looks_like_password,
    looks_random,
    scheme_end,
)
from .word_split import words
from .yaml_values import Ancestors, YamlValue

# The confidence of a finding by its key, by its context, and by its format in a text.
KEY_CONFIDENCE: Final = 0.95
CONTEXT_CONFIDENCE: Final = 0.85
FORMAT_CONFIDENCE: Final = 0.9
# Below what is reported: stand-ins for a secret, and words as webhook ids.
REMARK_CONFIDENCE: Final = 0.3
# Tags whose value is elsewhere, or encrypted.
_REFERENCE_TAGS: Final = (
    *("!secret", "!include", "!input", "!extend", "!remove", "!vault", "!encrypted", "!sops"),
    *("!bw", "!op", "!ref", "!reference", "!Ref", "!Sub", "!GetAtt"),
)
_ENV_VAR: Final = "!env_var"
# Keys above values that are encrypted for another program.
_ENCRYPTED_KEYS: Final = frozenset({"encryptedData", "encrypted_data", "encrypted"})
_ENCRYPTED_FOR_CI: Final = "secure"
# Keys of a value that is named by a sibling or a parent key.
_VALUE_KEYS: Final = frozenset(
    {
        "content",
        "data",
        "default",
        "initial",
        "initial_value",
        "option",
        "payload",
        "state",
        "text",
        "to",
        "value",
        "password",
        "selected",
        "example_value",
    }
)
_HELPERS: Final = ("input_text", "input_number", "text")
_NAME_KEYS: Final = (
    "name",
    "key",
    "id",
    "header",
    "variable",
    "field",
    "entity_id",
    "entity",
    "topic",
    "property",
)
# "NAME=value" as one item of a list, or as a whole value.
_ASSIGNMENT: Final = re.compile(r"([A-Za-z_][\w.-]{0,80})=(\S.*)", re.DOTALL)
_COOKIE_KEYS: Final = frozenset({"cookie", "cookies", "set cookie", "session cookie"})
_PUBLIC_COMMUNITIES: Final = frozenset({"public", "private"})
# The length of a network key that is written as a list of bytes.
_MIN_KEY_BYTES: Final = 8
_MAX_KEY_BYTES: Final = 64
# Secrets contain such characters, names do not.
_DIGIT_OR_SYMBOL: Final = re.compile(r"[0-9!$%&?#+*=@^~]")
_LABELS: Final = frozenset({"description", "icon", "label", "name", "title", "type", "user", "url"})
_TYPED: Final = frozenset({"keypad", "collector", "wiegand", "code", "pincode", "pin"})
_ARMING: Final = frozenset({"arm", "disarm", "armed", "keypad", "unlock"})


@dataclass(frozen=True, slots=True)
class Secret:
    """A part of a value, from `begin` to `end`; for a list of bytes, the whole list."""

    begin: int
    end: int
    kind: Kind
    confidence: float


def find_secrets(
    place: YamlValue, role: Role, tick: Callable[[], None] | None = None
) -> Iterator[Secret]:
    """Yield the secrets in a value. `tick` is called again and again in a long one."""
    node = place.node
    if isinstance(node, Sequence):
        if _is_byte_key(place, node):
            yield Secret(0, 0, Kind.KEY, 1.0)
        return
    for secret in _in_scalar(place, node, role, tick):
        value = node.text[secret.begin : secret.end]
        is_word = secret.kind is Kind.WEBHOOK and _PLAIN_WORDS.fullmatch(value)
        if (is_word and secret.confidence == FORMAT_CONFIDENCE) or (
            is_stand_in(value) and not is_default(value)
        ):
            yield replace(secret, confidence=REMARK_CONFIDENCE)
        else:
            yield secret


def _in_scalar(
    place: YamlValue, node: Scalar, role: Role, tick: Callable[[], None] | None
) -> Iterator[Secret]:
    if _is_elsewhere(place, node):
        return
    if _is_lambda(place, node):
        if place.context_words & _TYPED:
            for span in lambda_codes(node.text):
                yield Secret(span.begin, span.end, span.kind, CONTEXT_CONFIDENCE)
        return
    if node.tag == _ENV_VAR:
        found = _by_default(place, node, node.text.find(" ") + 1, len(node.text), role)
        if found:
            yield found
        return
    if found := _first(place, node, role):
        yield found
    elif "ookie" in place.key.lower() and " ".join(words(place.key)) in _COOKIE_KEYS:
        for span in cookie_values(node.text, 0, len(node.text)):
            yield Secret(span.begin, span.end, span.kind, KEY_CONFIDENCE)
    else:
        yield from _by_form(place, node, tick)


def _first(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    """Return the secret that the whole value is, or a whole part of it."""
    if span := variable_default(node.text):
        return _by_default(place, node, *span, role)
    if found := _by_key(place, node, role) or _by_siblings(place, node):
        return found
    if pair := login(place.key, node.text):
        return Secret(pair.begin, pair.end, pair.kind, CONTEXT_CONFIDENCE)
    if role is Role.SECRETS_COPY and (kind := kind_in_copy(place, node)):
        return _whole(node, kind, CONTEXT_CONFIDENCE)
    if found := _by_assignment(place, node, role) or _by_option(place, node, role):
        return found
    return _whole(node, Kind.TOKEN, CONTEXT_CONFIDENCE) if is_unnamed(place, node) else None


def _is_elsewhere(place: YamlValue, node: Scalar) -> bool:
    """Return whether it is a reference, encrypted, or a byte of a list that is examined whole."""
    return (
        (node.tag is not None and node.tag.startswith(_REFERENCE_TAGS))
        or (place.in_list and _is_byte(node.text) and _names_key(place.key))
        or place.key.lower() == _ENCRYPTED_FOR_CI
        or place.ask(_is_below_encrypted)
        or is_encrypted(node.text)
    )


def _is_below_encrypted(level: Ancestors) -> bool:
    return level.keys[:1] == ("sops",) or not _ENCRYPTED_KEYS.isdisjoint(level.keys)


def _by_default(place: YamlValue, node: Scalar, begin: int, end: int, role: Role) -> Secret | None:
    """Detect the default value of a variable: `!env_var NAME value`, `${NAME:-value}`."""
    if not 0 < begin < end:
        return None
    return _part(place, node, (begin, end), place.key, role)


def _by_assignment(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    """Detect `NAME=value`, as in lists of environment variables."""
    match = _ASSIGNMENT.fullmatch(node.text) if "=" in node.text else None
    if match is None or not (place.in_list or match[1].isupper()):
        return None
    return _part(place, node, match.span(2), match[1], role)


def _by_option(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    """Detect the value after an option, in a command that is written as a list."""
    option = place.before.text if place.in_list and place.before else ""
    if not option.startswith("-") or " " in option or node.text.startswith("-"):
        return None
    return _part(place, node, (0, len(node.text)), option.lstrip("-"), role)


def _part(
    place: YamlValue, node: Scalar, span: tuple[int, int], name: str, role: Role
) -> Secret | None:
    """Detect a part of a value as if it stood below a key of this name."""
    begin, end = span
    text = node.text[begin:end]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        begin, end = begin + 1, end - 1
    if variable := variable_default(node.text[begin:end]):
        begin, end = begin + variable[0], begin + variable[1]
    named = place.below(name, replace(node, text=node.text[begin:end]))
    inner = named.node
    found = _by_key(named, inner, role) if isinstance(inner, Scalar) else None
    return found and replace(found, begin=begin + found.begin, end=begin + found.end)


def _by_form(place: YamlValue, node: Scalar, tick: Callable[[], None] | None) -> Iterator[Secret]:
    # In a command that is written as a list, the option is the item before.
    before = place.before.text if place.before else ""
    option = f"{before} " if before.startswith("-") else ""
    for span in embedded_secrets(option + node.text, lambda: place.is_access_context, tick):
        if span.begin >= len(option):
            yield Secret(
                span.begin - len(option), span.end - len(option), span.kind, FORMAT_CONFIDENCE
            )


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


def _whole(node: Scalar, kind: Kind, confidence: float) -> Secret:
    return Secret(0, len(node.text), kind, confidence)


def _by_key(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    what = _meaning(place)
    if what is None:
        return None
    text = node.text.strip()
    if what.kind is Kind.CODE:
        return _by_code(place, node, what, role)
    is_it = is_secret(what.kind, text, is_certain=what.is_certain)
    if not (is_it or _is_pass_phrase(place, text)) or _is_said(place, text):
        return None
    if what.kind is Kind.WEBHOOK and _is_local_word(place, text):
        return _whole(node, what.kind, REMARK_CONFIDENCE)
    if not what.is_certain:
        return _whole(node, what.kind, CONTEXT_CONFIDENCE)
    return Secret(scheme_end(node.text), len(node.text), what.kind, KEY_CONFIDENCE)


def _is_pass_phrase(place: YamlValue, text: str) -> bool:
    """Return whether words are the value of a variable such as SESSION_SECRET."""
    name = words(place.key)
    is_one = len(name) > 1 and name[-1] in _SINGLE and not place.in_list
    return is_one and _PHRASE.fullmatch(text) is not None and is_literal(text)


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
    is_public = (place.ancestors.sibling("local_only") or "true").lower() in _FALSE
    return not is_public and _PLAIN_WORDS.fullmatch(text) is not None


_PLAIN_WORDS: Final = re.compile(r"[^\W\d_]{1,40}(?:[_. -][^\W\d_]{1,40}){0,10}(?:[_-]?v?\d{1,2})?")
_FALSE: Final = frozenset({"false", "no", "off"})


def _by_code(place: YamlValue, node: Scalar, what: SecretName, role: Role) -> Secret | None:
    # ESPHome puts C++ strings in quotes of their own.
    text = node.text.strip().strip("\"'")
    if not is_literal(text):
        return None
    if what.is_certain:
        is_it = is_code(text) or _is_short_code(place, text)
        return _whole(node, Kind.CODE, KEY_CONFIDENCE) if is_it else None
    if _is_of_alarm(place, text):
        return _whole(node, Kind.CODE, CONTEXT_CONFIDENCE)
    if not is_code(text, is_certain=False):
        return None
    if (what.is_pin and role is not Role.ESPHOME) or place.is_access_context:
        return _whole(node, Kind.CODE, CONTEXT_CONFIDENCE)
    return None


def _is_short_code(place: YamlValue, text: str) -> bool:
    """Return whether a text can be a code of three digits, of a lock or an alarm."""
    return _SHORT_CODE.fullmatch(text) is not None and place.is_access_context


def _is_of_alarm(place: YamlValue, text: str) -> bool:
    """Return whether a short code is one of the alarm or the lock whose options these are."""
    is_short = _SHORT_CODE.fullmatch(text) is not None
    return is_short and place.keys[:1] in _ALARMS and _is_short_code(place, text)


_ALARMS: Final = (("alarm_control_panel",), ("lock",))


_SHORT_CODE: Final = re.compile(r"\d{3}", re.ASCII)


def _by_siblings(place: YamlValue, node: Scalar) -> Secret | None:
    """Detect a secret by the names beside it: `initial`, `value`, the value of an entity."""
    key = place.key.lower()
    kind: Kind | None = None
    if key == REMARK:
        return None
    if key in ("initial", "value", "default") and place.ask(_is_password_field):
        kind = Kind.PASSWORD if is_secret(Kind.PASSWORD, node.text) else None
    elif key == "args" and place.in_list and is_code(node.text, is_certain=False):
        kind = Kind.CODE if place.context_words & _ARMING or place.is_access_context else None
    elif key in _VALUE_KEYS:
        names = place.ask(_names_of_secrets)
        kind = next(filter(None, (_named(place, node, name) for name in names)), None)
    elif place.above is not None and _is_one_of_many(place, node, place.above):
        kind = _named(place, node, place.above)
    if kind is None and is_on_keypad(place, node):
        kind = Kind.CODE
    return _whole(node, kind, CONTEXT_CONFIDENCE) if kind else None


def _is_password_field(level: Ancestors) -> bool:
    return level.sibling("mode") == "password"


def _is_one_of_many(place: YamlValue, node: Scalar, above: str) -> bool:
    """Return whether it is one item of `codes:`, `passwords:` and the like."""
    return (
        (above.lower().endswith("s") or looks_random(node.text, 12))
        and place.key.lower() not in _LABELS
        and secret_name(place.key) is None
        and (node.text.isdecimal() or ATTRIBUTES.isdisjoint(words(place.key)))
        and _DIGIT_OR_SYMBOL.search(node.text) is not None
    )


def _is_lambda(place: YamlValue, node: Scalar) -> bool:
    return node.tag == "!lambda" or place.key == "lambda"


def _named(place: YamlValue, node: Scalar, name: str) -> Kind | None:
    """Return the kind of secret that the value is under this name."""
    what = secret_name(name)
    if what is None:
        return None
    if what.kind is Kind.CODE:
        is_typed = what.is_certain or what.is_pin or _is_helper(place) or place.is_access_context
        text = node.text.strip("\"'")
        is_short = _is_of_alarm(place, text) or (what.is_certain and _is_short_code(place, text))
        fits = (is_code(text, is_certain=False) and is_typed) or is_short
    else:
        is_state = place.key.lower() in ("state", "to")
        fits = what.is_certain and not is_state and is_secret(what.kind, node.text)
    return what.kind if fits else None


def _is_helper(place: YamlValue) -> bool:
    """Return whether the value belongs to an input helper."""
    about = place.ancestors.sibling("entity_id") or ""
    return about.startswith(_HELPERS) or bool(set(_HELPERS).intersection(place.keys))


def _names_of_secrets(level: Ancestors) -> tuple[str, ...]:
    return tuple(name for name in _names(level) if secret_name(name) is not None)


def _names(level: Ancestors) -> Iterator[str]:
    """Yield possible names of a value: its parent key and its siblings."""
    if len(level.keys) > 1:
        yield level.keys[-2]
    for _ in range(2):
        for name in _NAME_KEYS:
            if text := level.sibling(name):
                yield text.rpartition("/" if name == "topic" else ".")[2]
        if level.parent is None:
            return
        level = level.parent


def _names_key(name: str) -> bool:
    what = secret_name(name)
    return what is not None and what.kind is Kind.KEY and what.is_certain


def _is_byte(text: str) -> bool:
    return 0 < len(text) <= len("0xff") and text.isalnum() and text[0].isdigit()


def _is_byte_key(place: YamlValue, node: Sequence) -> bool:
    return (
        _MIN_KEY_BYTES <= len(node.items) <= _MAX_KEY_BYTES
        and _names_key(place.key)
        and all(isinstance(item, Scalar) and _is_byte(item.text) for item in node.items)
        # All zeros but the last: a stand-in.
        and any(isinstance(item, Scalar) and item.text.strip("0xX") for item in node.items[:-2])
    )
