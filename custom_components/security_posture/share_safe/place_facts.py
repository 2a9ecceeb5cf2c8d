"""What each place in a file shows by itself, without other places; found once for all passes."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .below_secret_keys import Span
from .model import Private
from .placeholders import has_placeholder
from .plain_values import is_plain
from .secret_scanner import (
    SHORT,
    Mapping,
    Node,
    Role,
    Scalar,
    Tree,
    YamlValue,
    cached_until_forgotten,
)
from .secrets import is_file_of_secrets, key_secrets, secret_spans
from .uses import Part, Use, comment_parts, key_parts, value_parts
from .values import by_key
from .values.contacts import contacts
from .values.match import ValueMatch
from .values.told import told

type Mount = tuple[str, ...]


class File(NamedTuple):
    """A file to read: its name, text and tree, and the keys above an include of it."""

    name: str
    source: str
    tree: Tree
    role: Role
    mount: Mount = ()


class KeyFacts(NamedTuple):
    """The uses and the secrets of a key."""

    parts: tuple[Part, ...] = ()
    secrets: tuple[Span, ...] = ()


class ValueFacts(NamedTuple):
    """The uses, the secrets and the kind of a value."""

    parts: tuple[Part, ...] = ()
    secrets: tuple[Span, ...] = ()
    kind: Private | None = None
    told: tuple[ValueMatch, ...] = ()  # what words or forms in the value tell
    is_plain: bool = False  # nothing of it is private but names


class CommentFacts(NamedTuple):
    """The uses of a comment, and what words or forms in it tell."""

    parts: tuple[Part, ...]
    told: tuple[ValueMatch, ...]


def role_of(file: File) -> Role:
    """Return the role of a file; one that keeps secrets under another name is a file of secrets."""
    return Role.SECRETS if is_file_of_secrets(file.name, file.tree) else file.role


def _nothing() -> None:
    """Go on."""


def key_facts(place: YamlValue, role: Role) -> KeyFacts:
    """Return the facts of the key of a place."""
    return KeyFacts(tuple(key_parts(place)), tuple(key_secrets(place, role)))


def value_facts(place: YamlValue, role: Role, work: Callable[[], None] = _nothing) -> ValueFacts:
    """Return the facts of a value; `work` is called again and again for a long one."""
    node: Node = place.node
    if isinstance(node, Scalar) and is_plain(place, node, role):
        work()
        return ValueFacts(tuple(value_parts(place)), is_plain=True)
    return searched_facts(place, role, work)


def searched_facts(place: YamlValue, role: Role, work: Callable[[], None] = _nothing) -> ValueFacts:
    """Return the facts of a value that may contain anything."""
    node: Node = place.node
    secrets = () if isinstance(node, Mapping) else tuple(secret_spans(place, role, work))
    if not isinstance(node, Scalar):
        return ValueFacts((), secrets)
    parts: list[Part] = []
    for part in value_parts(place):
        work()
        parts.append(part)
    uses, kind = tuple(parts), by_key.kind_by_key(place)
    work()
    return ValueFacts(uses, secrets, kind, told_in(place.key, node.text, uses, work))


def comment_facts(text: str, work: Callable[[], None] = _nothing) -> CommentFacts:
    """Return the facts of a comment, which is often the same in several places."""
    work()
    return _of_short_comment(text) if len(text) <= SHORT else _of_comment(text, work)


@cached_until_forgotten(16_384)
def _of_short_comment(text: str) -> CommentFacts:
    return _of_comment(text, _nothing)


def _of_comment(text: str, work: Callable[[], None]) -> CommentFacts:
    parts = tuple(comment_parts(text))
    return CommentFacts(parts, told_in("", text, parts, work))


def told_in(
    key: str, text: str, parts: tuple[Part, ...], work: Callable[[], None] = _nothing
) -> tuple[ValueMatch, ...]:
    """Return what words or forms in a text tell; `work` is called between the steps."""
    if all(part.use not in (Use.TEXT, Use.VALUE) for part in parts):
        return ()
    opaque = [part for part in parts if part.use is Use.NEVER_A_NAME]
    begins = [part.begin for part in opaque]
    return tuple(
        match
        for match in (*told(key, text, work), *_mail(text))
        if not has_placeholder(text[match.begin : match.end])
        and ((n := bisect_left(begins, match.end)) == 0 or opaque[n - 1].end <= match.begin)
    )


def _mail(text: str) -> Iterator[ValueMatch]:
    if "@" in text:
        yield from (match for match in contacts(text) if match.kind is Private.EMAIL)
