"""The values of a YAML document, one after the other, with their keys and their lines.

From the parser's events: no tree is built, no alias is followed, no tag is obeyed, so that
no document is too deep or too clever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooManyError(Exception):
    """A document has more values than are looked at."""


@dataclass(frozen=True, slots=True)
class Value:
    """One scalar. Its text goes no further than the function that looks at it."""

    path: tuple[str, ...]  # keys from the top; places in lists are left out
    text: str
    tag: str | None  # "!secret", ...; None for what has none
    line: int  # from 1
    end_line: int
    place: int | None  # in a list of values, from 0

    def __repr__(self) -> str:
        """Return where it stands, and not what it is."""
        return f"Value({'.'.join(self.path)}:{self.line})"


@dataclass(slots=True)
class _Level:
    """A mapping or a list that is open."""

    is_mapping: bool
    count: int = 0  # of a list: its values so far
    awaits_key: bool = True  # of a mapping: a key comes next


def values(text: str | bytes, limit: int) -> Iterator[Value]:
    """Yield the scalars of a document. Raises yaml.YAMLError, ValueError or TooManyError."""
    levels: list[_Level] = []
    path: list[str] = []
    for n, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if n > limit:
            raise TooManyError
        match event:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                levels.append(_Level(isinstance(event, yaml.MappingStartEvent)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                levels.pop()
                _step(levels, path)
            case yaml.AliasEvent():
                _step(levels, path)
            case yaml.ScalarEvent():
                level = levels[-1] if levels else None
                if level is None or not level.is_mapping or not level.awaits_key:
                    place = level.count if level and not level.is_mapping else None
                    yield _value(event, tuple(path), place)
                _step(levels, path, event.value)


def _step(levels: list[_Level], path: list[str], text: str = "?") -> None:
    """Go on after a node has ended: from a key to its value, from a value to the next."""
    if not levels:
        return
    level = levels[-1]
    if not level.is_mapping:
        level.count += 1
    elif level.awaits_key:
        path.append(text)
        level.awaits_key = False
    else:
        path.pop()
        level.awaits_key = True


def _value(event: yaml.ScalarEvent, path: tuple[str, ...], place: int | None) -> Value:
    first, last = event.start_mark.line + 1, event.end_mark.line + 1
    if event.end_mark.column == 0 and last > first:
        last -= 1  # the end of a block is the beginning of the line after it
    return Value(path, event.value, event.tag, first, last, place)
