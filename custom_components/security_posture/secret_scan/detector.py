"""Detect the secrets in one value, by its key, its context and its format."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from .embedded import embedded_secrets, lambda_codes
from .files import Role
from .key_names import SecretName, secret_name
from .model import Kind
from .tree import Scalar, Sequence
from .value_patterns import is_code, is_literal, is_secret, looks_random, scheme_end
from .yaml_values import YamlValue

# The confidence of a finding by its key, by its context, and by its format in a text.
KEY_CONFIDENCE: Final = 0.95
CONTEXT_CONFIDENCE: Final = 0.85
FORMAT_CONFIDENCE: Final = 0.9
# Tags whose value is elsewhere.
_REFERENCE_TAGS: Final = ("!secret", "!include", "!input", "!env_var", "!extend", "!remove")
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
)
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


def find_secrets(place: YamlValue, role: Role) -> Iterator[Secret]:
    """Yield the secrets in a value."""
    node = place.node
    if isinstance(node, Sequence):
        if _is_byte_key(place, node):
            yield Secret(0, 0, Kind.KEY, 1.0)
        return
    if node.tag and node.tag.startswith(_REFERENCE_TAGS):
        return
    if place.in_list and _is_byte(node.text) and _names_key(place.key):
        return  # the list is examined as a whole
    if _is_lambda(place, node):
        if place.context_words & _TYPED:
            for span in lambda_codes(node.text):
                yield Secret(span.begin, span.end, span.kind, CONTEXT_CONFIDENCE)
        return
    if found := _by_key(place, node, role) or _by_siblings(place, node):
        yield found
    else:
        yield from _by_form(place, node)


def _by_form(place: YamlValue, node: Scalar) -> Iterator[Secret]:
    # In a command that is written as a list, the option is the item before.
    before = place.before.text if place.before else ""
    option = f"{before} " if before.startswith("-") else ""
    for span in embedded_secrets(option + node.text, lambda: place.is_access_context):
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
        or len(place.keys) < 2
        or not is_code(key.text, is_certain=False)
    ):
        return False
    what = secret_name(place.keys[-2])
    return (
        what is not None and what.kind is Kind.CODE and (what.is_certain or place.is_access_context)
    )


def _whole(node: Scalar, kind: Kind, confidence: float) -> Secret:
    return Secret(0, len(node.text), kind, confidence)


def _by_key(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    what = secret_name(place.key)
    if what is None:
        return None
    text = node.text.strip()
    if what.kind is Kind.CODE:
        return _by_code(place, node, what, role)
    if what.is_certain and is_secret(what.kind, text):
        # "pass: 3" is a number of something.
        if text.isdecimal() and len(text) < 4:
            return None
        return Secret(scheme_end(node.text), len(node.text), what.kind, KEY_CONFIDENCE)
    if not what.is_certain and is_secret(what.kind, text, is_certain=False):
        return _whole(node, what.kind, CONTEXT_CONFIDENCE)
    return None


def _by_code(place: YamlValue, node: Scalar, what: SecretName, role: Role) -> Secret | None:
    # ESPHome puts C++ strings in quotes of their own.
    text = node.text.strip().strip("\"'")
    if not is_literal(text):
        return None
    if what.is_certain:
        return _whole(node, Kind.CODE, KEY_CONFIDENCE) if is_code(text) else None
    if not is_code(text, is_certain=False):
        return None
    if (what.is_pin and role is not Role.ESPHOME) or place.is_access_context:
        return _whole(node, Kind.CODE, CONTEXT_CONFIDENCE)
    return None


def _by_siblings(place: YamlValue, node: Scalar) -> Secret | None:
    """Detect a secret by the names beside it: `initial`, `value`, the value of an entity."""
    key = place.key.lower()
    kind: Kind | None = None
    if place.ancestors.sibling("mode") == "password" and key in ("initial", "value", "default"):
        kind = Kind.PASSWORD if is_secret(Kind.PASSWORD, node.text) else None
    elif key == "args" and place.in_list and is_code(node.text, is_certain=False):
        kind = Kind.CODE if place.context_words & _ARMING or place.is_access_context else None
    elif key in _VALUE_KEYS:
        kind = next(filter(None, (_named(place, node, name) for name in _names(place))), None)
    elif _is_one_of_many(place, node):
        kind = _named(place, node, place.keys[-2])
    return _whole(node, kind, CONTEXT_CONFIDENCE) if kind else None


def _is_one_of_many(place: YamlValue, node: Scalar) -> bool:
    """Return whether it is one item of `codes:`, `passwords:` and the like."""
    return (
        len(place.keys) > 1
        and (place.keys[-2].lower().endswith("s") or looks_random(node.text, 12))
        and place.key.lower() not in _LABELS
        and secret_name(place.key) is None
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
        fits = is_code(node.text.strip("\"'"), is_certain=False) and is_typed
    else:
        is_state = place.key.lower() in ("state", "to")
        fits = what.is_certain and not is_state and is_secret(what.kind, node.text)
    return what.kind if fits else None


def _is_helper(place: YamlValue) -> bool:
    """Return whether the value belongs to an input helper."""
    about = place.ancestors.sibling("entity_id") or ""
    return about.startswith(_HELPERS) or bool(set(_HELPERS).intersection(place.keys))


def _names(place: YamlValue) -> Iterator[str]:
    """Yield possible names of a value: its parent key and its siblings."""
    if len(place.keys) > 1:
        yield place.keys[-2]
    level = place.ancestors
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
    )
