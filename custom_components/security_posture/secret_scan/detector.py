"""Detect the secrets in one value, by its key, its context and its format."""

from collections.abc import Callable, Iterator
from dataclasses import replace
import re
from typing import Final

from .by_key import by_key, is_byte, is_byte_key, is_words, names_key
from .by_siblings import by_siblings
from .copies import kind_in_copy
from .embedded import cookie_values, embedded_secrets, lambda_codes, variable_default
from .files import Role
from .logins import login
from .model import Kind
from .references import is_encrypted
from .secret import (
    CONTEXT_CONFIDENCE,
    FORMAT_CONFIDENCE,
    KEY_CONFIDENCE,
    REMARK_CONFIDENCE,
    Secret,
    whole,
)
from .stand_ins import is_stand_in
from .tree import Scalar, Sequence
from .unnamed import is_unnamed
from .value_patterns import is_default
from .word_split import words
from .yaml_values import Ancestors, YamlValue

# Tags whose value is elsewhere, or encrypted.
_REFERENCE_TAGS: Final = (
    *("!secret", "!include", "!input", "!extend", "!remove", "!vault", "!encrypted", "!sops"),
    *("!bw", "!op", "!ref", "!reference", "!Ref", "!Sub", "!GetAtt"),
)
_CODE_TEMPLATE: Final = "code_template"
_TEMPLATE_CODE: Final = re.compile(r"['\"](\w{3,12})['\"](?=\s{0,4}(?:if\b|else\b|[-}%]|$))")
_ENV_VAR: Final = "!env_var"
# Keys above values that are encrypted for another program.
_ENCRYPTED_KEYS: Final = frozenset({"encryptedData", "encrypted_data", "encrypted"})
_ENCRYPTED_FOR_CI: Final = "secure"
# "NAME=value" as one item of a list, or as a whole value.
_ASSIGNMENT: Final = re.compile(r"([A-Za-z_][\w.-]{0,80})=(\S.*)", re.DOTALL)
_COOKIE_KEYS: Final = frozenset({"cookie", "cookies", "set cookie", "session cookie"})
_TYPED: Final = frozenset({"keypad", "collector", "wiegand", "code", "pincode", "pin"})


def find_secrets(
    place: YamlValue, role: Role, tick: Callable[[], None] | None = None
) -> Iterator[Secret]:
    """Yield the secrets in a value. `tick` is called again and again in a long one."""
    node = place.node
    if isinstance(node, Sequence):
        if is_byte_key(place, node):
            yield Secret(0, 0, Kind.KEY, 1.0)
        return
    for secret in _in_scalar(place, node, role, tick):
        value = node.text[secret.begin : secret.end]
        is_word = secret.kind is Kind.WEBHOOK and is_words(value)
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
    if _is_lambda(place, node) or place.key == _CODE_TEMPLATE:
        yield from _in_program(place, node)
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


def _in_program(place: YamlValue, node: Scalar) -> Iterator[Secret]:
    """Detect the codes in a lambda of ESPHome, or in the template of an alarm's code."""
    if place.key == _CODE_TEMPLATE:
        spans = [match.span(1) for match in _TEMPLATE_CODE.finditer(node.text)]
    elif place.context_words & _TYPED:
        spans = [(span.begin, span.end) for span in lambda_codes(node.text)]
    else:
        spans = []
    for span in spans:
        yield Secret(*span, Kind.CODE, CONTEXT_CONFIDENCE)


def _first(place: YamlValue, node: Scalar, role: Role) -> Secret | None:
    """Return the secret that the whole value is, or a whole part of it."""
    if span := variable_default(node.text):
        return _by_default(place, node, *span, role)
    if found := by_key(place, node, role) or by_siblings(place, node):
        return found
    if pair := login(place.key, node.text):
        return Secret(pair.begin, pair.end, pair.kind, CONTEXT_CONFIDENCE)
    if role is Role.SECRETS_COPY and (kind := kind_in_copy(place, node)):
        return whole(node, kind, CONTEXT_CONFIDENCE)
    if found := _by_assignment(place, node, role) or _by_option(place, node, role):
        return found
    return whole(node, Kind.TOKEN, CONTEXT_CONFIDENCE) if is_unnamed(place, node) else None


def _is_elsewhere(place: YamlValue, node: Scalar) -> bool:
    """Return whether it is a reference, encrypted, or a byte of a list that is examined whole."""
    return (
        (node.tag is not None and node.tag.startswith(_REFERENCE_TAGS))
        or (place.in_list and is_byte(node.text) and names_key(place.key))
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
    found = by_key(named, inner, role) if isinstance(inner, Scalar) else None
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


def _is_lambda(place: YamlValue, node: Scalar) -> bool:
    return node.tag == "!lambda" or place.key == "lambda"
