"""Find the secrets of a value, by its place.

More than the secret scanner reports: below a key that certainly means a secret, any literal is
one.
"""

from collections.abc import Callable, Iterator
import re
from typing import Final

from .below_secret_keys import Span, below_certain_key, is_key_of_secrets, is_reference
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
    looks_random,
    secret_name,
    words,
)
from .values.credentials import credentials

# Of the home's Zigbee network, as a list of bytes.
_NETWORK_ID: Final = "ext_pan_id"
_MIN_RANDOM: Final = 16
_GENERATED: Final = re.compile(r"[A-Za-z0-9+/]{16,90}={0,2}")
_MIN_TITLE: Final = 4
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
        if isinstance(node, Scalar) and node.text.strip() and not is_reference(node):
            yield Span(0, len(node.text), Private.SECRET)
    elif isinstance(node, Scalar) and (found := below_certain_key(place, node, role)):
        yield from found
    elif isinstance(node, Sequence) and place.key == _NETWORK_ID and byte_items(node):
        yield Span(0, 0, Kind.KEY)
    else:
        for secret in find_secrets(place, role, work):
            if not isinstance(node, Scalar) or not _is_title(node.text, secret.begin, secret.end):
                yield Span(secret.begin, secret.end, secret.kind)
        if isinstance(node, Scalar) and not is_reference(node):
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
    for span in below_certain_key(place.below(match[1], value), value, role):
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
    elif place.above is not None and is_key_of_secrets(place.above, key.text):
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
