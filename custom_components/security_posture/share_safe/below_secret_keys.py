"""Find what stands below a key that certainly means a secret: any literal is one."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from .model import Private
from .placeholders import is_placeholder
from .secret_scanner import (
    Kind,
    Role,
    Scalar,
    YamlValue,
    is_encrypted,
    looks_random,
    secret_name,
    words,
)
from .values.by_key import is_entity
from .values.credentials import key_of_secret


class Span(NamedTuple):
    """A part of a text that is a secret."""

    begin: int
    end: int
    kind: Kind | Private


# Not a literal: the value is elsewhere.
_REFERENCES: Final = ("!secret", "!include", "!input", "!extend", "!remove", "!lambda")
_ENV_VAR: Final = "!env_var"
_ELSEWHERE: Final = ("secret:", "op://", "vault:", "$(")
# Zigbee2MQTT writes a new key in its place.
_GENERATE: Final = "GENERATE"
_SETTINGS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none", "~"})
# Below "auth:", these name a method.
_METHODS: Final = frozenset(
    {"basic", "bearer", "digest", "legacy_api_password", "homeassistant", "trusted_networks"}
)
_CODE: Final = re.compile(r"[\w#*.+-]{2,64}")
_CODE_FORMATS: Final = frozenset({"number", "text", "any", "digits", "regex", "code", "pin"})
_HEX_BYTE: Final = re.compile(r"0[xX][0-9A-Fa-f]{1,2}")
_OF_PROGRAMS: Final = (Kind.TOKEN, Kind.API_KEY, Kind.KEY)
_MIN_TOKEN: Final = 8
_METHOD_KEYS: Final = frozenset({"auth", "authentication", "authorization"})
_TEMPLATE: Final = ("{{", "{%")
_LITERAL: Final = re.compile(r"(?<!\()'([^'\n]{3,200})'|(?<!\()\"([^\"\n]{3,200})\"")
_NUMBER_LITERAL: Final = re.compile(r"(?<![\w.'\"\[(<>+*/-])(?<![<>+*/-]\s)\d{4,8}(?![\w.'\"])")
_VARIABLE: Final = re.compile(r"\$\{[^{}]*\}|\$\{\{.*\}\}|%\w+%|%\(\w+\)s|\{\w*\}|<[^<>]*>")
_SUBSTITUTION: Final = re.compile(r"\$\w+")
_DEFAULT: Final = re.compile(r"\$\{(\w+):?[-=]([^{}]+)\}")
_HIDDEN: Final = re.compile(
    r"</?\w+[^<>]*>|[*.xX\u2022\u2026_-]{3,}|!(?:secret|include|env_var|input)\b.*|\?+"
)
_SCHEME: Final = re.compile(r"(?i)\s*(?:bearer|basic|token|apikey|api-key|digest)\s+(?=\S)")
_PATHS: Final = ("/config/", "/ssl/", "/run/", "/etc/", "/share/", "/data/", "./", "/opt/", "/var/")
_FILES: Final = (".pem", ".key", ".crt", ".json", ".yaml", ".yml", ".txt", ".png", ".jpg", ".html")
_SUBSTITUTING: Final = (Role.ESPHOME, Role.COMPOSE)
# Beside a list or a mapping of secrets: these say something about them.
_LABELS: Final = frozenset(
    {"name", "description", "icon", "label", "title", "type", "url", "file", "external", "user",
     "username", "entity_id", "entity", "platform", "default", "selector", "example", "required",
     "min", "max", "mode", "initial", "state", "alias", "sequence", "friendly_name"}
)  # fmt: skip


def is_reference(node: Scalar) -> bool:
    """Return whether a value is elsewhere: in a file of secrets, an input, a lambda."""
    return node.tag is not None and node.tag.startswith(_REFERENCES)


def below_certain_key(place: YamlValue, node: Scalar, role: Role) -> list[Span]:
    """Return the secret that a key, or the one above it, names."""
    if is_reference(node):
        return []
    name, kind = _meaning(place, role)
    if node.tag == _ENV_VAR:
        return _env_default(node, kind)
    found = [*_defaults(node.text, kind)]
    # In a comment, it may be a sentence about a token.
    is_sentence = place.in_comment and kind in _OF_PROGRAMS and " " in node.text.strip()
    if found or kind is None or is_sentence:
        return found
    if any(mark in node.text for mark in _TEMPLATE):
        return [*_literals(node.text, kind)]
    if not _can_be(kind, node.text.strip()) or not _is_literal(name, node, role):
        return []
    scheme = _SCHEME.match(node.text)
    return [Span(scheme.end() if scheme else 0, len(node.text), kind)]


def _meaning(place: YamlValue, role: Role) -> tuple[str, Kind | None]:
    """Return the key that names a value, and the kind of secret."""
    name = place.key
    what = secret_name(name)
    above = place.above
    if (what is None or not what.is_certain) and above and _is_one_of_many(place, above):
        name = above
        what = secret_name(name)
    if (what is None or not what.is_certain) and (kind := key_of_secret(place.key)):
        return place.key, kind
    if what is None:
        return name, None
    if what.is_pin and role is Role.ESPHOME:
        return name, None  # of a circuit board
    if what.kind is Kind.CODE:
        last = secret_name((words(name) or [""])[-1])
        is_code = last is not None and (what.is_certain or place.is_access_context)
        return name, Kind.CODE if is_code else None
    return name, what.kind if what.is_certain else None


def _can_be(kind: Kind, text: str) -> bool:
    """Return whether a value fits the kind: "max_tokens: 100" and "code: [...]" are none."""
    if kind in _OF_PROGRAMS:
        is_short = text.isdecimal() and len(text) < _MIN_TOKEN
        return not is_short and not _HEX_BYTE.fullmatch(text)
    return kind not in (Kind.CODE, Kind.WEBHOOK) or _is_short_code(text)


def _is_one_of_many(place: YamlValue, above: str) -> bool:
    """Return whether a value is one of a mapping of secrets: `passwords: {one: ...}`."""
    return (
        above.lower().endswith(("s", "en", "er"))
        and place.key.lower() not in _LABELS
        and secret_name(above) is not None
        and (mapping := place.ancestors.mapping) is not None
        and all(isinstance(value, Scalar) for _, value in mapping.pairs)
        and not _LABELS.intersection(name.lower() for name in mapping.names())
        and secret_name(place.key) is None
        and not is_key_of_secrets(above, place.key)
    )


def is_key_of_secrets(above: str, key: str) -> bool:
    """Return whether a key below a name like `tokens` is itself a secret."""
    if not above.lower().endswith("s") or not looks_random(key, 12):
        return False
    what = secret_name(above)
    return what is not None and what.is_certain


def _env_default(node: Scalar, kind: Kind | None) -> list[Span]:
    """Return the default of `!env_var NAME default`."""
    name, _, default = node.text.partition(" ")
    if not default.strip() or is_placeholder(default.strip()):
        return []
    if kind is None:
        what = secret_name(name)
        kind = what.kind if what is not None and what.is_certain else None
    return [Span(len(name), len(node.text), kind)] if kind else []


def _defaults(text: str, kind: Kind | None) -> Iterator[Span]:
    """Yield the defaults of variables: `${NAME:-default}`."""
    if "${" not in text:
        return
    for match in _DEFAULT.finditer(text):
        what = secret_name(match[1])
        found = kind or (what.kind if what is not None and what.is_certain else None)
        if found and not is_placeholder(match[2]) and match[2].lower() not in _SETTINGS:
            yield Span(*match.span(2), found)


def _literals(text: str, kind: Kind) -> Iterator[Span]:
    """Yield the quoted texts of a template that can be secrets."""
    for match in _LITERAL.finditer(text):
        n = 1 if match[1] is not None else 2
        literal = match[n]
        has_sign = any(not char.isalpha() for char in literal)
        is_template = any(mark in literal for mark in _TEMPLATE)
        if has_sign and not is_template and not is_entity(literal) and not is_placeholder(literal):
            yield Span(*match.span(n), kind)
    if kind is Kind.CODE:
        for match in _NUMBER_LITERAL.finditer(text):
            yield Span(*match.span(), kind)


def _is_short_code(text: str) -> bool:
    plain = text.strip().strip("\"'")
    return _CODE.fullmatch(plain) is not None and plain not in _CODE_FORMATS


def _is_literal(name: str, node: Scalar, role: Role) -> bool:
    """Return whether a value below a key of a secret is written out."""
    text = node.text.strip()
    plain = text.rstrip(",").strip("\"'")
    if not plain or (not node.style and plain.lower() in _SETTINGS):
        return False
    if name.lower() in _METHOD_KEYS and plain.lower() in _METHODS:
        return False
    if _VARIABLE.fullmatch(plain) or _HIDDEN.fullmatch(plain) or plain == _GENERATE:
        return False
    if role in _SUBSTITUTING and _SUBSTITUTION.fullmatch(plain):
        return False
    if is_encrypted(plain) or is_entity(plain) or plain.startswith(_ELSEWHERE):
        return False
    # The secret scanner searches URLs; file paths contain no secret.
    return "://" not in plain and not (
        " " not in plain and (plain.startswith(_PATHS) or plain.lower().endswith(_FILES))
    )
