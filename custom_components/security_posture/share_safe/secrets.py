"""Find the secrets of a value, by its place.

More than the secret scanner reports: below a key that certainly means a secret, any literal is
one.
"""

from collections.abc import Callable, Iterator
import re
from typing import Final, NamedTuple

from .distinctive import is_unmistakable
from .model import Private
from .numbers import byte_items, is_setting, number_of_bytes
from .placeholders import is_placeholder
from .secret_scanner import (
    REMARK,
    Ancestors,
    Kind,
    Mapping,
    Role,
    Scalar,
    Sequence,
    Tree,
    YamlValue,
    find_secrets,
    is_code_key,
    is_encrypted,
    looks_random,
    secret_name,
    words,
)
from .values.by_key import is_entity
from .values.credentials import credentials, key_of_secret


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
# Of the home's Zigbee network, as a list of bytes.
_NETWORK_ID: Final = "ext_pan_id"
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
_MIN_RANDOM: Final = 16
_GENERATED: Final = re.compile(r"[A-Za-z0-9+/]{16,90}={0,2}")
_MIN_TITLE: Final = 4
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
_SECRETS_FILE: Final = frozenset(
    {"secret", "secrets", "password", "passwords", "credentials", "passwoerter", "geheimnisse"}
)


def secret_spans(
    place: YamlValue, role: Role, work: Callable[[], None] | None = None
) -> Iterator[Span]:
    """Yield the secrets in a value; in a file of secrets, the whole value."""
    node, done = place.node, 0
    if not isinstance(node, Scalar):
        is_done = isinstance(node, Sequence) and number_of_bytes(byte_items(node)) is not None
        yield from () if is_done else _spans(place, role, work)
        return
    if role is Role.SECRETS and is_setting(place.key, node):
        return
    for span in sorted(_spans(place, role, work), key=lambda span: (span.begin, -span.end)):
        value = node.text[span.begin : span.end]
        stays = is_placeholder(value)
        if span.begin >= done and not stays:
            done = span.end
            yield span


def commented_spans(place: YamlValue, role: Role) -> Iterator[Span]:
    """Yield the secrets in a comment; in a file of secrets, sentences stay."""
    node = place.node
    if role is not Role.SECRETS or place.key not in ("", REMARK) or not isinstance(node, Scalar):
        yield from secret_spans(place, role)
    elif " " not in node.text.strip() and is_unmistakable(node.text):
        if not is_placeholder(node.text):
            yield Span(0, len(node.text), Private.SECRET)
    else:
        yield from secret_spans(place, Role.HOME_ASSISTANT)


def _spans(place: YamlValue, role: Role, work: Callable[[], None] | None) -> Iterator[Span]:
    node = place.node
    if role is Role.SECRETS:
        if isinstance(node, Scalar) and node.text.strip() and not _is_reference(node):
            yield Span(0, len(node.text), Private.SECRET)
    elif isinstance(node, Scalar) and (found := _below_certain_key(place, node, role)):
        yield from found
    elif isinstance(node, Sequence) and place.key == _NETWORK_ID and byte_items(node):
        yield Span(0, 0, Kind.KEY)
    else:
        for secret in find_secrets(place, role, work):
            if not isinstance(node, Scalar) or not _is_title(node.text, secret.begin, secret.end):
                yield Span(secret.begin, secret.end, secret.kind)
        if isinstance(node, Scalar) and not _is_reference(node):
            yield from (Span(*found) for found in credentials(place.key, node.text))
            if _is_of_account(place, node.text):
                yield Span(0, len(node.text), Kind.KEY)
            yield from _assigned(place, node, role)


def _is_of_account(place: YamlValue, text: str) -> bool:
    """Return whether a value is generated, for a device or the account of one service."""
    if not _is_generated(text):
        return False
    return tuple(words(place.key)[-2:]) in _ACCOUNTS or place.ask(_is_substitution)


_ACCOUNTS: Final = (("client", "id"), ("account", "sid"), ("app", "id"), ("team", "id"))


def _assigned(place: YamlValue, node: Scalar, role: Role) -> Iterator[Span]:
    """Yield the value of `NAME=value` in a list, as if it stood below a key of this name."""
    match = _ASSIGNMENT.fullmatch(node.text) if place.in_list and "=" in node.text else None
    if match is None:
        return
    value = Scalar(match[2], None, None, node.line, node.end_line, 0, len(match[2]))
    for span in _below_certain_key(place.below(match[1], value), value, role):
        yield Span(match.start(2) + span.begin, match.start(2) + span.end, span.kind)


_ASSIGNMENT: Final = re.compile(r"([A-Z_][A-Z0-9_]{2,80})=(\S.{0,4000})", re.DOTALL)


def _is_substitution(level: Ancestors) -> bool:
    return level.keys[:1] == ("substitutions",)


def _is_generated(text: str) -> bool:
    """Return whether a value below any key is a key: `ota: "8b1f77aa90c2e3d4"`."""
    return _GENERATED.fullmatch(text) is not None and looks_random(text, _MIN_RANDOM)


def key_secrets(place: YamlValue, role: Role) -> Iterator[Span]:
    """Yield the secrets in the key of a value."""
    key = place.key_node
    if key is None or place.in_list or len(key.text) < 4 or is_placeholder(key.text):
        return
    if is_code_key(place):
        yield Span(0, len(key.text), Kind.CODE)
    elif place.above is not None and _is_key_of_secrets(place.above, key.text):
        what = secret_name(place.above)
        yield Span(0, len(key.text), what.kind if what else Kind.TOKEN)
    elif not key.text.isidentifier():
        above = place.ancestors.parent
        if above is not None:
            for secret in find_secrets(YamlValue(key, above, in_list=False), role):
                if 0 < secret.end <= len(key.text):
                    yield Span(secret.begin, secret.end, secret.kind)


def _is_title(text: str, begin: int, end: int) -> bool:
    """Return whether a part of an address is the title of a page: words between hyphens."""
    if "://" not in text[:begin]:
        return False
    parts = text[begin:end].split("-")
    is_words = sum(part.isalpha() and len(part) > 2 for part in parts) >= _MIN_TITLE - 1
    return len(parts) >= _MIN_TITLE and is_words and text[begin:end].islower()


def _is_key_of_secrets(above: str, key: str) -> bool:
    """Return whether a key below a name like `tokens` is itself a secret."""
    if not above.lower().endswith("s") or not looks_random(key, 12):
        return False
    what = secret_name(above)
    return what is not None and what.is_certain


def is_file_of_secrets(name: str, tree: Tree) -> bool:
    """Return whether a file keeps secrets, by its name and its content."""
    folders, _, file_name = name.rpartition("/")
    stem = file_name.rpartition(".")[0]
    is_named = any(_SECRETS_FILE.intersection(words(part)) for part in (*folders.split("/"), stem))
    if not is_named and not _is_all_random(tree):
        return False
    return all(
        isinstance(root, Mapping)
        and all(
            isinstance(value, Scalar)
            or (isinstance(value, Sequence) and all(isinstance(i, Scalar) for i in value.items))
            for _, value in root.pairs
        )
        for root in tree.roots
    )


def _is_all_random(tree: Tree) -> bool:
    """Return whether a file has nothing but generated values."""
    values = [
        value
        for root in tree.roots
        if isinstance(root, Mapping)
        for _, value in root.pairs
        if len(root.pairs) > 1
    ]
    return bool(values) and all(
        isinstance(value, Scalar) and " " not in value.text and _is_generated(value.text)
        for value in values
    )


def _is_reference(node: Scalar) -> bool:
    return node.tag is not None and node.tag.startswith(_REFERENCES)


def _below_certain_key(place: YamlValue, node: Scalar, role: Role) -> list[Span]:
    """Return the secret that a key, or the one above it, names."""
    if _is_reference(node):
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
        and not _is_key_of_secrets(above, place.key)
    )


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
        if has_sign and not is_entity(literal) and not is_placeholder(literal):
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
