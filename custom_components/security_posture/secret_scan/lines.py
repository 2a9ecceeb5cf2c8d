"""Files that are no YAML, or none that can be parsed: line by line, `key: value` or `KEY=value`."""

from __future__ import annotations

from collections.abc import Iterator
import re

from .nodes import Value

_PAIR = re.compile(
    r"\s{0,200}(?:-\s{1,10}|export\s{1,10})?[\"']?([\w.-]{1,80})[\"']?\s{0,10}([:=])(.{0,2000})"
)
_TAG = re.compile(r"(![\w]{1,20})\s(.*)")


def lines(text: str, limit: int) -> Iterator[Value]:
    """Yield what stands on each line that looks like a key and its value."""
    for n, line in enumerate(text.splitlines()[:limit], 1):
        if line.lstrip().startswith("#"):
            continue
        if match := _PAIR.match(line[:4_000]):
            written = match[3].split(" #", 1)[0].strip()
            tag = _TAG.match(written)
            plain = tag[2] if tag else written
            is_quoted = len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'"
            yield Value(
                path=(match[1],),
                text=plain[1:-1] if is_quoted else plain,
                tag=tag[1] if tag else None,
                line=n,
                end_line=n,
                place=None,
            )
