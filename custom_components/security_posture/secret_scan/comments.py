"""Find the comments of a YAML file, and the configuration that is commented out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import re
from typing import Final, NamedTuple, cast

from .key_positions import Key, KeyPositions, level_of
from .line_parser import Line, read_line
from .random_values import looks_like_password
from .tree import Mapping, Scalar, Sequence, Tree, no_limit
from .yaml_values import Ancestors, YamlValue

_COMMENT: Final = re.compile(r"(?<!\S)#[^\n]*")
_SIGNS: Final = re.compile(r"#[# \t]*")
# A value with one of these is continued in the lines below.
_BLOCK: Final = re.compile(r"[|>][-+\d]{0,3}")
# After a value: what it was before.
_EARLIER: Final = re.compile(
    r"(?i)(?:(?:old|was|were|previous|previously|before|former|formerly|original|real|actual|new|"
    r"alt|neu|war|vorher|fr\u00fcher|ancien|avant|antes|viejo|vecchio|prima|oud|stare|antigo)"
    r"(?:\s{0,3}([:=])\s{0,3}|\s{1,3}))?(\S{3,400})"
)
# Deeper keys do not count as parents.
_MAX_DEPTH: Final = 60
# The key of a remark that is no configuration.
REMARK: Final = "#"


class Comment(NamedTuple):
    """A comment without its sign: offset in the source, line from 1, text."""

    begin: int
    line: int
    text: str


def comments(source: str, tree: Tree, tick: Callable[[], None] = no_limit) -> Iterator[Comment]:
    """Yield the comments of a file, outside of its values."""
    return (written.comment for written in _all_written(source, tree, tick))


def commented_values(
    source: str, tree: Tree, mount: tuple[str, ...] = (), tick: Callable[[], None] = no_limit
) -> Iterator[YamlValue]:
    """Yield the values of commented-out configuration, with the keys above them.

    Offsets are those of the source. A text that is no configuration has the key `#`. `tick` is
    called for each comment and each key of the file; it may raise to end the work.
    """
    structure: KeyPositions | None = None
    for block in _blocks(source, iter(_all_written(source, tree, tick))):
        structure = structure or KeyPositions(source, tree, mount, tick)
        last = structure.key_before(block[0].sign)
        earlier = _earlier(block[0], last) if block[0].is_trailing else None
        if earlier is not None:
            yield earlier
        else:
            yield from _Block(block, last, structure.top).values(tick)


class _Written(NamedTuple):
    """A comment with the offset and column of its sign."""

    comment: Comment
    sign: int
    column: int
    gap: int  # between the last sign and the text
    is_trailing: bool  # after something else in its line


def _all_written(source: str, tree: Tree, tick: Callable[[], None]) -> tuple[_Written, ...]:
    """Return the comments of a file; they are asked for several times."""
    if tree.remarks is None or tree.remarks[0] != source:
        tree.remarks = source, tuple(_written(source, tree, tick))
    return cast("tuple[_Written, ...]", tree.remarks[1])


def _written(source: str, tree: Tree, tick: Callable[[], None]) -> Iterator[_Written]:
    covered = [(node.start, node.end) for node in tree.scalars]
    done, line, counted, begin_of_line = 0, 1, 0, 0
    following = -1
    for start, end in (*covered, (len(source), len(source))):
        if following < done:
            following = source.find("#", done)
            if following < 0:
                return
        if following >= start:
            done = max(done, end)
            continue
        for match in _COMMENT.finditer(source, done, max(start, done)):
            tick()
            sign, text = match.start(), match[0].lstrip("# \t").rstrip()
            line += source.count("\n", counted, sign)
            begin_of_line = max(source.rfind("\n", counted, sign) + 1, begin_of_line)
            counted = sign
            if text:
                signs = _SIGNS.match(source, sign)
                begin = signs.end() if signs else sign
                gap = begin - source.rfind("#", sign, begin) - 1
                is_trailing = not source[begin_of_line:sign].isspace() and sign > begin_of_line
                column = sign - begin_of_line
                yield _Written(Comment(begin, line, text), sign, column, gap, is_trailing)
        done = max(done, end)


def _blocks(source: str, found: Iterator[_Written]) -> Iterator[list[_Written]]:
    """Yield the comments between which nothing else stands; those after a value alone."""
    block: list[_Written] = []
    end = 0
    for written in found:
        if block and (
            written.is_trailing or block[-1].is_trailing or source[end : written.sign].strip()
        ):
            yield block
            block = []
        block.append(written)
        end = written.comment.begin + len(written.comment.text)
    if block:
        yield block


@dataclass(slots=True, eq=False, repr=False)
class _Frame:
    """An open key of commented-out configuration, or the place in the file where it stands."""

    column: int
    ancestors: Ancestors
    has_value: bool = False
    children: Mapping | None = None
    children_column: int = 0
    last_item: Scalar | None = None


class _Block:
    """Comments that belong together, read as configuration."""

    def __init__(self, block: list[_Written], last: Key | None, top: Ancestors) -> None:
        self._block = block
        self._last = last
        self._top = top
        # "# key" was written as "key" with a sign and a space before it.
        gaps: dict[int, int] = {}
        for written in block:
            gaps[written.column] = min(gaps.get(written.column, written.gap), written.gap)
        self._spaces = {column: gap % 2 for column, gap in gaps.items()}
        self._frames: list[_Frame] = []
        self._bases: dict[tuple[int, bool], _Frame] = {}

    def values(self, tick: Callable[[], None]) -> list[YamlValue]:
        """Return the values; siblings are known to each other."""
        found: list[YamlValue] = []
        for written in self._block:
            tick()
            if place := self._read(written):
                found.append(place)
        return found

    def _read(self, written: _Written) -> YamlValue | None:
        text = written.comment.text
        line = read_line(text, written.comment.line, written.comment.begin)
        if line is None:
            return None
        indent = written.column + written.gap - self._spaces[written.column]
        column = indent if line.is_item else indent + line.key_column
        parent = self._parent(column, line.is_item, written)
        if line.key is None:
            return self._text(line, parent)
        return self._pair(line, line.key, parent, indent + line.key_column)

    def _pair(self, line: Line, key: Scalar, parent: _Frame, column: int) -> YamlValue | None:
        if line.is_item or parent.children is None or parent.children_column != column:
            parent.children, parent.children_column = Mapping(key.line), column
        value = line.value
        if value is not None and value.style is None and _BLOCK.fullmatch(value.text):
            value = None
        parent.children.pairs.append((key, value or Mapping(key.line)))
        above = parent.ancestors
        inner = Ancestors((*above.keys, key.text), parent.children, above)
        if not line.is_assignment and len(self._frames) < _MAX_DEPTH:
            self._frames.append(_Frame(column, inner, has_value=value is not None))
        if value is None:
            return None
        return YamlValue(value, inner, in_list=False, key_node=key, in_comment=True)

    def _text(self, line: Line, parent: _Frame) -> YamlValue | None:
        value, above = line.value, parent.ancestors
        if value is None:
            return None
        if not line.is_item and (not self._frames or parent.has_value):
            above = Ancestors((*above.keys, REMARK), None, above)
        before, parent.last_item = parent.last_item, value
        return YamlValue(
            value,
            above,
            in_list=line.is_item,
            before=before if line.is_item else None,
            in_comment=True,
        )

    def _parent(self, column: int, is_item: bool, written: _Written) -> _Frame:
        while self._frames and not _is_above(self._frames[-1], column, is_item):
            self._frames.pop()
        if self._frames:
            return self._frames[-1]
        place = (-1, False) if written.is_trailing else (column, is_item)
        if place not in self._bases:
            above = self._beside(written) if written.is_trailing else self._above(*place)
            self._bases[place] = _Frame(-1, above)
        return self._bases[place]

    def _beside(self, written: _Written) -> Ancestors:
        """Return the level of the key in the same line."""
        key = self._last
        return level_of(key) if key and key.line == written.comment.line else self._top

    def _above(self, column: int, is_item: bool) -> Ancestors:
        """Return the level of the file that the column belongs to."""
        key = self._last
        while key is not None:
            if key.column == column and not is_item:
                return level_of(key)
            if key.column < column or (
                key.column == column and isinstance(key.value, Sequence) and is_item
            ):
                inside = key.value if isinstance(key.value, Mapping) else None
                return Ancestors(key.ancestors.keys, inside, key.ancestors)
            key = key.above
        return self._top


def _is_above(frame: _Frame, column: int, is_item: bool) -> bool:
    return frame.column < column or (is_item and frame.column == column and not frame.has_value)


def _earlier(written: _Written, last: Key | None) -> YamlValue | None:
    """Return an earlier value of a key, if a comment after its value says it."""
    comment = written.comment
    if last is None or last.line != comment.line:
        return None
    found = _EARLIER.fullmatch(comment.text)
    if found is None or not (found[1] or looks_like_password(found[2])):
        return None
    text = found[2].strip("\"'")
    start = comment.begin + found.start(2) + found[2].find(text)
    value = Scalar(text, None, None, comment.line, comment.line, start, start + len(text))
    return YamlValue(value, last.ancestors, in_list=False, in_comment=True) if text else None
