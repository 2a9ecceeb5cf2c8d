"""What each place in a file shows by itself, without other places; found once for all passes."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from .below_secret_keys import Span
from .model import Private
from .placeholders import has_placeholder
from .secret_scanner import SHORT, Mapping, Node, Role, Scalar, Tree, YamlValue
from .secrets import key_secrets, secret_spans
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


class PlaceFacts(NamedTuple):
    """The uses, the secrets and the kind of a value, and of its key."""

    parts: tuple[Part, ...] = ()
    secrets: tuple[Span, ...] = ()
    kind: Private | None = None
    key_parts: tuple[Part, ...] = ()
    key_secrets: tuple[Span, ...] = ()
    told: tuple[ValueMatch, ...] = ()  # what words or forms in the value tell


def _nothing() -> None:
    """Go on."""


def place_facts(place: YamlValue, role: Role, work: Callable[[], None] = _nothing) -> PlaceFacts:
    """Return the facts of a place; `work` is called again and again for a long value."""
    key_uses: tuple[Part, ...] = ()
    in_key: tuple[Span, ...] = ()
    if place.key_node is not None and not place.in_list:
        key_uses, in_key = tuple(key_parts(place)), tuple(key_secrets(place, role))
    node: Node = place.node
    secrets = () if isinstance(node, Mapping) else tuple(secret_spans(place, role, work))
    if not isinstance(node, Scalar):
        return PlaceFacts((), secrets, None, key_uses, in_key)
    parts: list[Part] = []
    for part in value_parts(place):
        work()
        parts.append(part)
    uses, kind = tuple(parts), by_key.kind_by_key(place)
    work()
    found = told_in(place.key, node.text, uses, work)
    return PlaceFacts(uses, secrets, kind, key_uses, in_key, found)


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


# Values that are remembered, with the keys above.
_MOST_SEEN: Final = 100_000


def _short(place: YamlValue, role: Role) -> _Short | None:
    """Return what the facts of a short value depend on if its context is not used."""
    node = place.node
    if not isinstance(node, Scalar) or len(node.text) > SHORT:
        return None
    before = place.before.text if place.before else None
    has_key = place.key_node is not None
    return place.keys, node.text, node.tag, node.style, place.in_list, has_key, before, role


class SharedFacts:
    """The facts of a short value, wherever it stands below the same keys."""

    __slots__ = ("facts", "is_clean", "is_quiet")

    def __init__(self, found: PlaceFacts) -> None:
        """Start with what is known of each such place."""
        self.facts = found
        self.is_quiet = False  # nothing in it may be an unknown name
        self.is_clean = False  # nothing in it is replaced


type _Short = tuple[object, ...]


class FactsOfFiles:
    """The results for all files. Equal results are one object, with a reference for each place."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[PlaceFacts, PlaceFacts] = {}
        self._seen: dict[_Short, SharedFacts] = {}
        self._files: dict[tuple[str, Mount], tuple[int, list[PlaceFacts | SharedFacts]]] = {}

    def begin(self, file: File) -> list[PlaceFacts | SharedFacts]:
        """Return the list to fill for a file, in the order of its places."""
        found: list[PlaceFacts | SharedFacts] = []
        self._files[file.name, file.mount] = hash(file.source), found
        return found

    def seen(self, place: YamlValue, role: Role) -> SharedFacts | None:
        """Return what was seen where the same value stands below the same keys."""
        short = _short(place, role)
        return self._seen.get(short) if short else None

    def keep(
        self, found: list[PlaceFacts | SharedFacts], place: YamlValue, role: Role, new: PlaceFacts
    ) -> SharedFacts | None:
        """Add facts; return what to tell of all such places if only the keys above matter."""
        short = None if place.has_used_context else _short(place, role)
        if short is None:
            found.append(self._known.setdefault(new, new))
            return None
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        seen = self._seen[short] = SharedFacts(new)
        found.append(seen)
        return seen

    def of(self, file: File) -> list[PlaceFacts | SharedFacts] | None:
        """Return the facts of a file; None if its text is another one."""
        text, found = self._files.get((file.name, file.mount), (None, []))
        return found if text == hash(file.source) else None
