"""Detect the secret that the names beside a value, or above it, tell."""

from collections.abc import Iterator
import re
from typing import Final

from .by_key import is_of_alarm, is_short_code
from .comments import REMARK
from .key_names import ATTRIBUTES, secret_name
from .keypads import is_on_keypad
from .model import Kind
from .random_values import looks_random
from .secret import CONTEXT_CONFIDENCE, Secret, whole
from .tree import Scalar
from .value_patterns import is_code, is_secret, is_typed
from .word_split import words
from .yaml_values import Ancestors, YamlValue

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
# Secrets contain such characters, names do not.
_DIGIT_OR_SYMBOL: Final = re.compile(r"[0-9!$%&?#+*=@^~]")
_LABELS: Final = frozenset({"description", "icon", "label", "name", "title", "type", "user", "url"})
_ARMING: Final = frozenset({"arm", "disarm", "armed", "keypad", "unlock"})


def is_named_by_siblings(key: str) -> bool:
    """Return whether the values beside it tell what the value of a key is."""
    return key.lower() in _VALUE_KEYS or key.lower() == "args"


def by_siblings(place: YamlValue, node: Scalar) -> Secret | None:
    """Detect a secret by the names beside it: `initial`, `value`, the value of an entity."""
    key = place.key.lower()
    kind: Kind | None = None
    if key == REMARK:
        return None
    if key in ("initial", "value", "default") and place.ask(_is_password_field):
        kind = Kind.PASSWORD if is_secret(Kind.PASSWORD, node.text) else None
    elif key == "args" and place.in_list and is_code(node.text, is_certain=False):
        kind = Kind.CODE if place.context_words & _ARMING or place.is_access_context else None
    elif key in ("state", "to") and is_typed(node.text):
        kind = Kind.CODE
    elif key in _VALUE_KEYS:
        names = place.ask(_names_of_secrets)
        kind = next(filter(None, (_named(place, node, name) for name in names)), None)
    elif place.above is not None and _is_one_of_many(place, node, place.above):
        kind = _named(place, node, place.above)
    if kind is None and is_on_keypad(place, node):
        kind = Kind.CODE
    return whole(node, kind, CONTEXT_CONFIDENCE) if kind else None


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


def _named(place: YamlValue, node: Scalar, name: str) -> Kind | None:
    """Return the kind of secret that the value is under this name."""
    what = secret_name(name)
    if what is None:
        return None
    if what.kind is Kind.CODE:
        is_typed = what.is_certain or what.is_pin or _is_helper(place) or place.is_access_context
        text = node.text.strip("\"'")
        is_short = is_of_alarm(place, text) or (what.is_certain and is_short_code(place, text))
        fits = (is_code(text, is_certain=False) and is_typed) or is_short
    else:
        is_state = place.key.lower() in ("state", "to")
        fits = what.is_certain and not is_state and is_secret(what.kind, node.text)
    return what.kind if fits else None


def _is_helper(place: YamlValue) -> bool:
    """Return whether the value belongs to an input helper."""
    return place.ask(_is_of_helper)


def _is_of_helper(level: Ancestors) -> bool:
    about = level.sibling("entity_id") or ""
    return about.startswith(_HELPERS) or not set(_HELPERS).isdisjoint(level.keys)


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
