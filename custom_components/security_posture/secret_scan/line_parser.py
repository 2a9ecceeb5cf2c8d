"""Read `key: value` and `KEY=value` line by line from files that are not valid YAML.

Indented lines belong to the key above them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from .tree import Mapping, Scalar
from .yaml_values import Ancestors, YamlValue

_KEY: Final = re.compile(
    r"(?:export\s{1,10})?([\"']?)([\w.-]{1,80})([\"']?)\s{0,10}(:(?!//)|=)\s{0,80}"
)
_DASHES: Final = re.compile(r"(?:-[ \t]{1,10}){1,10}")
_TAG: Final = re.compile(r"(![\w-]{1,30})\s{1,10}")
_MAX_LINE: Final = 200_000
# A deeper key does not count as the parent of the lines below it.
_MAX_DEPTH: Final = 60


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """One line of text: columns, key and value; offsets in the line."""

    column: int
    is_item: bool  # of a list: "- value"
    key_column: int
    key: Scalar | None
    is_assignment: bool  # "KEY=value"
    value: Scalar | None  # None: nothing follows the key


def read_line(text: str, number: int, offset: int) -> Line | None:
    """Return the parts of a line, which begins at an offset of the source; None: an empty one."""
    line = text[:_MAX_LINE].rstrip()
    column = len(line) - len(line.lstrip())
    if not line:
        return None
    dashes = _DASHES.match(line, column)
    at = dashes.end() if dashes else column
    found = _KEY.match(line, at)
    if found is None or found[1] != found[3]:
        value = _value(line, at, number, offset)
        return Line(column, dashes is not None, at, None, False, value)
    key = Scalar(
        found[2],
        None,
        found[1] or None,
        number,
        number,
        offset + found.start(1),
        offset + found.end(3),
    )
    value = _value(line, found.end(), number, offset)
    return Line(column, dashes is not None, at, key, found[4] == "=", value)


def line_values(text: str, first: int, limit: int) -> Iterator[YamlValue]:
    """Yield the value of each line, starting at the line `first`.

    A line that does not look like a key and a value is a value without a key.
    """
    open_keys: list[tuple[int, str]] = []
    start = 0
    for n, written in enumerate(text.split("\n")[:limit], 1):
        begin, start = start, start + len(written) + 1
        if n < first or written.lstrip().startswith("#"):
            continue
        line = read_line(written, n, begin)
        if line is None:
            continue
        above = tuple(key for _, key in open_keys)
        if line.key is not None:
            while open_keys and open_keys[-1][0] >= line.key_column:
                open_keys.pop()
            above = (*(key for _, key in open_keys), line.key.text)
            if not line.is_assignment and len(open_keys) < _MAX_DEPTH:
                open_keys.append((line.key_column, line.key.text))
        if line.value is not None:
            ancestors = Ancestors(above, Mapping(n), Ancestors(above[:-1], None, None))
            yield YamlValue(line.value, ancestors, in_list=False, key_node=line.key)


def _value(line: str, begin: int, number: int, offset: int) -> Scalar | None:
    tag = _TAG.match(line, begin)
    begin = tag.end() if tag else begin
    quote = line[begin : begin + 1]
    end = line.find(quote, begin + 1) if quote and quote in "\"'" else -1
    if end > 0 and not line[end + 1 :].split(" #", 1)[0].strip():
        text, style = line[begin + 1 : end], quote
        end += 1
    else:
        text, style = line[begin:].split(" #", 1)[0].rstrip(), None
        end = begin + len(text)
    if not text:
        return None
    return Scalar(
        text, tag[1] if tag else None, style, number, number, offset + begin, offset + end
    )
