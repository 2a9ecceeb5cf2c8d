"""Parse YAML into a tree of nodes with their positions.

Built from parser events: tags are not executed, no objects are constructed, and depth and size
are limited. An alias is the same object as the node it points to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Parsing takes quadratic time in the depth; real files are a few levels deep.
MAX_DEPTH: Final = 200
# Nodes between two calls of `tick`.
_NODES: Final = 32
_TARGETS: Final = ("target", "event_data")
_SUBJECTS: Final = ("service", "action", "entity_id")
# Nodes below an automation that are searched for its subjects.
_MAX_SUBJECT_NODES: Final = 300


class ParseProblem(StrEnum):
    """Why a document was not parsed completely."""

    SYNTAX = "syntax"
    TOO_MANY = "values"


@dataclass(slots=True, eq=False, repr=False)
class Scalar:
    """One value or key. Its text never leaves the scanner."""

    text: str
    tag: str | None  # "!secret", ...; None for what has none
    style: str | None  # None, a quote, "|" or ">"
    line: int  # from 1
    end_line: int
    start: int  # offset in the source, including quotes and block indicator
    end: int


@dataclass(slots=True, eq=False, repr=False)
class Mapping:
    """A mapping, in source order."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    _texts: dict[str, str] | None = None
    _names: frozenset[str] | None = None
    _subjects: tuple[str, ...] | None = None

    def texts(self) -> dict[str, str]:
        """Return the scalar values, by lower-case key.

        The entity of a target or of event data counts as the mapping's own.
        """
        if self._texts is None:
            self._texts = {}
            for key, value in self.pairs:
                if not isinstance(key, Scalar):
                    continue
                if isinstance(value, Scalar):
                    self._texts[key.text.lower()] = value.text
                elif isinstance(value, Mapping) and key.text in _TARGETS:
                    about = value.texts().get("entity_id")
                    if about:
                        self._texts.setdefault("entity_id", about)
        return self._texts

    def names(self) -> frozenset[str]:
        """Return the scalar keys."""
        if self._names is None:
            self._names = frozenset(key.text for key, _ in self.pairs if isinstance(key, Scalar))
        return self._names

    def subjects(self) -> tuple[str, ...]:
        """Return the services and entities below this mapping, up to a limit."""
        if self._subjects is None:
            found: list[str] = []
            pending: list[Node] = [self]
            for n, node in enumerate(pending):
                if n == _MAX_SUBJECT_NODES:
                    break
                if isinstance(node, Sequence):
                    pending.extend(node.items[:_MAX_SUBJECT_NODES])
                elif isinstance(node, Mapping):
                    texts = node.texts()
                    found.extend(texts[name] for name in _SUBJECTS if name in texts)
                    pending.extend(value for _, value in node.pairs[:_MAX_SUBJECT_NODES])
            self._subjects = tuple(found)
        return self._subjects


@dataclass(slots=True, eq=False, repr=False)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


type Node = Scalar | Mapping | Sequence


@dataclass(slots=True, eq=False, repr=False)
class Tree:
    """The parsed part of a file, up to the first syntax error."""

    roots: list[Node] = field(default_factory=list)  # of each document
    lines: int = 0  # parsed
    problem: ParseProblem | None = None
    is_dangling: bool = False  # an alias has no target, or is inside it
    has_aliases: bool = False
    scalars: list[Scalar] = field(default_factory=list)  # keys and values in the source's order
    remarks: tuple[str, tuple[object, ...]] | None = None  # the comments of a source, once read


@dataclass(slots=True, eq=False, repr=False)
class Builder:
    """The open levels of a document that is being parsed."""

    tree: Tree
    levels: list[tuple[Mapping | Sequence, str | None]] = field(default_factory=list)
    keys: list[Node | None] = field(default_factory=list)  # of each open level
    anchors: dict[str, Node] = field(default_factory=dict)

    def begin(self, node: Mapping | Sequence, anchor: str | None) -> None:
        """Open a mapping or a list."""
        self.levels.append((node, anchor))
        self.keys.append(None)
        # Added before its end, to keep the valid part of a broken document.
        if len(self.levels) == 1:
            self.tree.roots.append(node)

    def finish(self) -> None:
        """Close the innermost level."""
        node, anchor = self.levels.pop()
        self.keys.pop()
        if anchor is not None:
            self.anchors[anchor] = node
        if self.levels:
            self.add(node)

    def add(self, node: Node) -> None:
        """Add a node to the innermost level: a key, a value or an item."""
        if not self.levels:
            self.tree.roots.append(node)
            return
        above, _ = self.levels[-1]
        if isinstance(above, Sequence):
            above.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = node
        else:
            above.pairs.append((key, node))
            self.keys[-1] = None

    def abandon(self) -> None:
        """Close all open levels."""
        while self.levels:
            self.finish()


def no_limit() -> None:
    """Allow any amount of work."""


def parse(text: str, limit: int, tick: Callable[[], None] = no_limit) -> Tree:
    """Return the tree of the valid part of a file, up to `limit` nodes.

    `tick` is called again and again; it may raise to end the work.
    """
    tree = Tree()
    builder = Builder(tree)
    last: yaml.Event | None = None
    loader = None
    try:
        loader = LOADER(text)
        for n, event in enumerate(iter(loader.get_event, None)):
            if n > limit or len(builder.levels) > MAX_DEPTH:
                tree.problem = ParseProblem.TOO_MANY
                break
            if n % _NODES == 0:
                tick()
            _build(builder, event)
            last = event
    except yaml.YAMLError, ValueError:
        tree.problem = ParseProblem.SYNTAX
    finally:
        if loader is not None:
            loader.dispose()
    if last is not None:
        tree.lines = last.start_mark.line
    builder.abandon()
    return tree


def _build(builder: Builder, event: yaml.Event) -> None:
    kind = type(event)
    if kind is yaml.ScalarEvent:
        node = _scalar(event)
        builder.tree.scalars.append(node)
        if event.anchor is not None:
            builder.anchors[event.anchor] = node
        builder.add(node)
    elif kind is yaml.MappingStartEvent:
        builder.begin(Mapping(event.start_mark.line + 1), event.anchor)
    elif kind is yaml.SequenceStartEvent:
        builder.begin(Sequence(event.start_mark.line + 1), event.anchor)
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        builder.finish()
    elif kind is yaml.AliasEvent:
        # An undefined or recursive alias becomes an empty value.
        builder.tree.has_aliases = True
        builder.tree.is_dangling |= event.anchor not in builder.anchors
        mark = event.start_mark
        nothing = Scalar(
            "", None, None, mark.line + 1, mark.line + 1, mark.index, event.end_mark.index
        )
        builder.add(builder.anchors.get(event.anchor, nothing))
    elif kind is yaml.DocumentEndEvent:
        builder.anchors.clear()


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    start, end = event.start_mark, event.end_mark
    first, last = start.line + 1, end.line + 1
    if end.column == 0 and last > first:
        last -= 1  # a block ends at the beginning of the next line
    return Scalar(event.value, event.tag, event.style, first, last, start.index, end.index)
