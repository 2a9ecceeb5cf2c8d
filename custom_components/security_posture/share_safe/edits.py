"""Replace parts of a source text."""

from bisect import bisect
from collections.abc import Iterable
import json
import re
from typing import Final, NamedTuple

from .scanner import Scalar

_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)*")
_INDENT: Final = re.compile(r"[ \t]*")


class Edit(NamedTuple):
    """A replaced part: offsets, written text, kind and placeholder."""

    begin: int
    end: int
    new: str
    kind: str
    placeholder: str


def apply(source: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Return the changed source and the applied edits; of overlapping ones, the first given."""
    taken: list[Edit] = []
    for edit in edits:
        at = bisect(taken, edit.begin, key=lambda known: known.begin)
        if at and taken[at - 1].end > edit.begin:
            continue
        if at < len(taken) and taken[at].begin < edit.end:
            continue
        taken.insert(at, edit)
    pieces: list[str] = []
    done = 0
    for each in taken:
        pieces += [source[done : each.begin], each.new]
        done = each.end
    return "".join([*pieces, source[done:]]), taken


def locate_in_source(source: str, node: Scalar, begin: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of a part of a value in the source; None if it is escaped or folded."""
    raw = source[node.start : node.end]
    piece = node.text[begin:end]
    written = _escaped(node, piece)
    at = -1
    for _ in range(node.text.count(piece, 0, begin) + 1):
        at = raw.find(written, at + 1)
        if at < 0:
            return None
    return node.start + at, node.start + at + len(written)


def _escaped(node: Scalar, piece: str) -> str:
    """Return a part of a value as it is escaped in its quotes."""
    if node.style == "'":
        return piece.replace("'", "''")
    if node.style == '"':
        return json.dumps(piece, ensure_ascii=False)[1:-1]
    return piece


def whole(source: str, node: Scalar, text: str) -> tuple[int, int, str]:
    """Return the offsets of a value in the source, and another value in the same style."""
    raw = source[node.start : node.end]
    properties = _PROPERTIES.match(raw)
    start = node.start + (properties.end() if properties else 0)
    if node.style not in ("|", ">"):
        return start, node.end, json.dumps(text, ensure_ascii=False)
    head, _, body = source[start : node.end].partition("\n")
    indent = _INDENT.match(body)
    written = "\n".join(
        f"{indent[0] if indent else ''}{line}" if line else ""
        for line in text.rstrip("\n").split("\n")
    )
    after = body[len(body.rstrip("\n")) :]
    return start, node.end, f"{head}\n{written}{after}"
