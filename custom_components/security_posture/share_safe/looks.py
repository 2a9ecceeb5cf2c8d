"""What each place in a file shows by itself, without other places; found once for all passes."""

from collections.abc import Iterator
from typing import NamedTuple

from .model import Private
from .placeholders import has_placeholder
from .scanner import Mapping, Node, Role, Scalar, Tree, YamlValue
from .secrets import Span, key_secrets, secret_spans
from .uses import Part, Use, key_parts, value_parts
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


class Look(NamedTuple):
    """The uses, the secrets and the kind of a value, and of its key."""

    parts: tuple[Part, ...] = ()
    secrets: tuple[Span, ...] = ()
    kind: Private | None = None
    key_parts: tuple[Part, ...] = ()
    key_secrets: tuple[Span, ...] = ()
    told: tuple[ValueMatch, ...] = ()  # what words or forms in the value tell


def look(place: YamlValue, role: Role) -> Look:
    """Return what a place shows by itself."""
    key_uses: tuple[Part, ...] = ()
    in_key: tuple[Span, ...] = ()
    if place.key_node is not None and not place.in_list:
        key_uses, in_key = tuple(key_parts(place)), tuple(key_secrets(place, role))
    node: Node = place.node
    secrets = () if isinstance(node, Mapping) else tuple(secret_spans(place, role))
    if not isinstance(node, Scalar):
        return Look((), secrets, None, key_uses, in_key)
    parts, kind = tuple(value_parts(place)), by_key.kind_by_key(place)
    return Look(parts, secrets, kind, key_uses, in_key, told_in(place.key, node.text, parts))


def told_in(key: str, text: str, parts: tuple[Part, ...]) -> tuple[ValueMatch, ...]:
    """Return what words or forms in a text tell."""
    if all(part.use not in (Use.TEXT, Use.VALUE) for part in parts):
        return ()
    opaque = [part for part in parts if part.use is Use.OPAQUE]
    return tuple(
        match
        for match in (*told(key, text), *_mail(text))
        if not has_placeholder(text[match.begin : match.end])
        and not any(part.begin < match.end and match.begin < part.end for part in opaque)
    )


def _mail(text: str) -> Iterator[ValueMatch]:
    if "@" in text:
        yield from (match for match in contacts(text) if match.kind is Private.EMAIL)


class Looks:
    """The results for all files. Equal results are one object, with a reference for each place."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[Look, Look] = {}
        self._files: dict[tuple[str, Mount], tuple[int, list[Look]]] = {}

    def begin(self, file: File) -> list[Look]:
        """Return the list to fill for a file, in the order of its places."""
        found: list[Look] = []
        self._files[file.name, file.mount] = hash(file.source), found
        return found

    def keep(self, found: list[Look], new: Look) -> None:
        """Add a result to the list of a file."""
        found.append(self._known.setdefault(new, new))

    def of(self, file: File) -> list[Look] | None:
        """Return the results for a file; None if its text has changed."""
        text, found = self._files.get((file.name, file.mount), (None, []))
        return found if text == hash(file.source) else None
