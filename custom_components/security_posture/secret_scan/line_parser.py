"""Read `key: value` and `KEY=value` line by line from files that are not valid YAML.

Indented lines belong to the key above them.
"""

from collections.abc import Iterator
import re

from .tree import Mapping, Scalar
from .yaml_values import Ancestors, YamlValue

_PAIR = re.compile(
    r"(\s{0,200})((?:-\s{1,10})*(?:export\s{1,10})?)[\"']?([\w.-]{1,80})[\"']?\s{0,10}([:=])(.{0,2000})"
)
_TAG = re.compile(r"(![\w]{1,20})\s(.*)")
_MAX_LINE = 4_000


def line_values(text: str, first: int, limit: int) -> Iterator[YamlValue]:
    """Yield the value of each line, starting at the line `first`.

    A line that does not look like a key and a value is a value without a key.
    """
    open_keys: list[tuple[int, str]] = []
    start = 0
    for n, line in enumerate(text.split("\n")[:limit], 1):
        begin, start = start, start + len(line) + 1
        if n < first or not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.match(line[:_MAX_LINE])
        if match is None:
            plain = line.strip()[:_MAX_LINE]
            yield _place(plain, None, tuple(key for _, key in open_keys), n, begin)
            continue
        indent = len(match[1]) + len(match[2])
        while open_keys and open_keys[-1][0] >= indent:
            open_keys.pop()
        keys = (*(key for _, key in open_keys), match[3])
        if match[4] == ":":
            open_keys.append((indent, match[3]))
        written = match[5].split(" #", 1)[0].strip()
        tag = _TAG.match(written)
        plain = tag[2] if tag else written
        if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'":
            plain = plain[1:-1]
        if plain:
            yield _place(plain, tag[1] if tag else None, keys, n, begin + match.start(5))


def _place(text: str, tag: str | None, keys: tuple[str, ...], line: int, start: int) -> YamlValue:
    node = Scalar(text, tag, None, line, line, start, start + len(text))
    above = Ancestors(keys[:-1], None, None)
    return YamlValue(node, Ancestors(keys, Mapping(line), above), in_list=False)
