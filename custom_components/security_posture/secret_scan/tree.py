"""A YAML document as a tree that keeps where everything stands.

Built from the parser's events: no tag is obeyed, nothing is constructed, and a document can be
neither too deep nor too large for it. An alias is the node that it points to, the same object.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The parser's time grows with the square of the depth; people nest a handful.
MAX_DEPTH: Final = 200
_TARGETS: Final = ("target", "event_data")
_SUBJECTS: Final = ("service", "action", "entity_id")
# Nodes below an automation that tell what it is about.
_MAX_SUBJECT_NODES: Final = 300


class ParseProblem(StrEnum):
    """Why a document was not read to its end."""

    SYNTAX = "syntax"
    TOO_MANY = "values"


@dataclass(slots=True, eq=False, repr=False)
class Scalar:
    """One value or key. Its text goes no further than the functions that look at it."""

    text: str
    tag: str | None  # "!secret", ...; None for what has none
    style: str | None  # None, a quote, "|" or ">"
    line: int  # from 1
    end_line: int
    start: int  # in the source, characters from 0, with its quotes or its sign
    end: int


@dataclass(slots=True, eq=False, repr=False)
class Mapping:
    """Keys and what they lead to, in their order."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    _texts: dict[str, str] | None = None
    _names: frozenset[str] | None = None
    _subjects: tuple[str, ...] | None = None

    def texts(self) -> dict[str, str]:
        """Return the values that are texts, by their keys in lower case.

        What a service call or an event is about counts as its own.
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
        """Return the keys that are texts."""
        if self._names is None:
            self._names = frozenset(key.text for key, _ in self.pairs if isinstance(key, Scalar))
        return self._names

    def subjects(self) -> tuple[str, ...]:
        """Return the services called and the entities named below, as far as they are near."""
        if self._subjects is None:
            found: list[str] = []
            waiting: list[Node] = [self]
            for n, node in enumerate(waiting):
                if n == _MAX_SUBJECT_NODES:
                    break
                if isinstance(node, Sequence):
                    waiting.extend(node.items[:_MAX_SUBJECT_NODES])
                elif isinstance(node, Mapping):
                    texts = node.texts()
                    found.extend(texts[name] for name in _SUBJECTS if name in texts)
                    waiting.extend(value for _, value in node.pairs[:_MAX_SUBJECT_NODES])
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
    """What could be read of a file, up to where it stopped being YAML."""

    roots: list[Node] = field(default_factory=list)  # of each document
    lines: int = 0  # that were read
    problem: ParseProblem | None = None


@dataclass(slots=True, eq=False, repr=False)
class _Builder:
    tree: Tree
    levels: list[tuple[Mapping | Sequence, str | None]] = field(default_factory=list)
    keys: list[Node | None] = field(default_factory=list)  # of each open level
    anchors: dict[str, Node] = field(default_factory=dict)

    def begin(self, node: Mapping | Sequence, anchor: str | None) -> None:
        self.levels.append((node, anchor))
        self.keys.append(None)
        # Known before it ends, so that what was read of a broken document is not lost.
        if len(self.levels) == 1:
            self.tree.roots.append(node)

    def finish(self) -> None:
        node, anchor = self.levels.pop()
        self.keys.pop()
        if anchor is not None:
            self.anchors[anchor] = node
        if self.levels:
            self.add(node)

    def add(self, node: Node) -> None:
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
        """Close what is open."""
        while self.levels:
            self.finish()


def parse(text: str, limit: int) -> Tree:
    """Return the tree of a file, as far as it is YAML and has no more than `limit` nodes."""
    tree = Tree()
    builder = _Builder(tree)
    try:
        for n, event in enumerate(yaml.parse(text, Loader=LOADER)):
            if n > limit or len(builder.levels) > MAX_DEPTH:
                tree.problem = ParseProblem.TOO_MANY
                break
            _build(builder, event)
            tree.lines = event.start_mark.line
    except yaml.YAMLError, ValueError:
        tree.problem = ParseProblem.SYNTAX
    builder.abandon()
    return tree


def _build(builder: _Builder, event: yaml.Event) -> None:
    match event:
        case yaml.ScalarEvent():
            node = _scalar(event)
            if event.anchor is not None:
                builder.anchors[event.anchor] = node
            builder.add(node)
        case yaml.MappingStartEvent():
            builder.begin(Mapping(event.start_mark.line + 1), event.anchor)
        case yaml.SequenceStartEvent():
            builder.begin(Sequence(event.start_mark.line + 1), event.anchor)
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            builder.finish()
        case yaml.AliasEvent():
            # One that points to what is not there yet, or around itself, points to nothing.
            mark = event.start_mark
            nothing = Scalar(
                "", None, None, mark.line + 1, mark.line + 1, mark.index, event.end_mark.index
            )
            builder.add(builder.anchors.get(event.anchor, nothing))
        case yaml.DocumentEndEvent():
            builder.anchors.clear()


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    start, end = event.start_mark, event.end_mark
    first, last = start.line + 1, end.line + 1
    if end.column == 0 and last > first:
        last -= 1  # the end of a block is the beginning of the line after it
    return Scalar(event.value, event.tag, event.style, first, last, start.index, end.index)
