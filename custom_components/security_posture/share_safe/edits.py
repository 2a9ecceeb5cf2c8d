"""Replace parts of a source text."""

from bisect import bisect
from collections.abc import Callable, Iterable
import json
import re
from typing import Final, NamedTuple

from .secret_scanner import Scalar

_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)*")
_INDENT: Final = re.compile(r"[ \t]*")
_HEAD: Final = re.compile(r"[^\n]*(?:\n|\Z)")
# Characters between two calls of `work`.
_CHARACTERS: Final = 512
_BLOCKS: Final = ("|", ">")
_QUOTES: Final = ("'", '"')
# A character of a double-quoted value, as it is written.
_WRITTEN: Final = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n|.)|[^\\]", re.DOTALL
)
_LAST: Final = 0x10FFFF
_ESCAPES: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


class Edit(NamedTuple):
    """A replaced part: offsets, written text, kind and placeholder."""

    begin: int
    end: int
    new: str
    kind: str
    placeholder: str


def without_overlap(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in order of the text; of overlapping ones, the first given."""
    taken: list[Edit] = []
    for edit in edits:
        if not taken or edit.begin >= taken[-1].end:
            taken.append(edit)
            continue
        at = bisect(taken, edit.begin, key=lambda known: known.begin)
        if at and taken[at - 1].end > edit.begin:
            continue
        if at < len(taken) and taken[at].begin < edit.end:
            continue
        taken.insert(at, edit)
    return taken


def apply(source: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Return the changed source and the applied edits; of overlapping ones, the first given."""
    taken = without_overlap(edits)
    pieces: list[str] = []
    done = 0
    for each in taken:
        pieces += [source[done : each.begin], each.new]
        done = each.end
    return "".join([*pieces, source[done:]]), taken


def _nothing() -> None:
    """Go on."""


def in_source(
    source: str, node: Scalar, edits: list[Edit], work: Callable[[], None] = _nothing
) -> list[Edit]:
    """Return edits of a value as edits of the source.

    Blanks around a replaced part stay. Where the parts are not found, the whole value is written
    again. `work` is called again and again for a long one.
    """
    inner = [trimmed for edit in edits if (trimmed := _trim(node.text, edit))]
    if not inner:
        return []
    start = _content(source, node)
    if node.style not in _BLOCKS:
        at = start + (node.style in _QUOTES)
        if source.startswith(node.text, at) and node.line == node.end_line:
            return [each._replace(begin=at + each.begin, end=at + each.end) for each in inner]
    places = _places(source, node, start, work)
    if places is None:
        text, made = apply(node.text, inner)
        return [Edit(*_whole(source, node, start, text), made[0].kind, made[0].placeholder)]
    before, begins, ends = places
    return [
        each._replace(begin=begins[before[each.begin]], end=ends[before[each.end - 1]])
        for each in inner
    ]


def _trim(text: str, edit: Edit) -> Edit | None:
    part = text[edit.begin : edit.end]
    begin = edit.begin + len(part) - len(part.lstrip())
    end = edit.end - len(part) + len(part.rstrip())
    return edit._replace(begin=begin, end=end) if end > begin else None


def _content(source: str, node: Scalar) -> int:
    """Return where a value begins, after its tag and anchor."""
    if not node.style and node.tag is None and source[node.start : node.start + 1] != "&":
        return node.start
    match = _PROPERTIES.match(source, node.start, node.end)
    return match.end() if match else node.start


def _places(
    source: str, node: Scalar, start: int, work: Callable[[], None]
) -> tuple[list[int], list[int], list[int]] | None:
    """Return how the characters of a value are written, leaving out blanks.

    The first list has, for each character of the value, the number of characters before it; the
    others have where each character begins and ends in the source. None if the source differs.
    """
    stop = node.end
    if node.style in _BLOCKS:
        head = _HEAD.match(source, start, stop)
        start = head.end() if head else start
    elif node.style in _QUOTES:
        start, stop = start + 1, stop - 1
    written: list[tuple[str, int, int]] = []
    for each in _characters(source, start, stop, node.style):
        if len(written) % _CHARACTERS == 0:
            work()
        written.append(each)
    before: list[int] = []
    n = 0
    for character in node.text:
        if len(before) % _CHARACTERS == 0:
            work()
        before.append(n)
        if not character.isspace():
            if n == len(written) or written[n][0] != character:
                return None
            n += 1
    if n != len(written):
        return None
    return before, [begin for _, begin, _ in written], [end for _, _, end in written]


def _characters(
    source: str, start: int, stop: int, style: str | None
) -> Iterable[tuple[str, int, int]]:
    """Yield the characters that are no blanks, with their offsets."""
    if style == '"':
        for match in _WRITTEN.finditer(source, start, stop):
            character = _unescaped(match[0])
            if character and not character.isspace():
                yield character, match.start(), match.end()
        return
    at = start
    while at < stop:
        size = 2 if style == "'" and source[at] == "'" else 1
        if not source[at].isspace():
            yield source[at], at, at + size
        at += size


def _unescaped(written: str) -> str:
    if written[0] != "\\":
        return written
    letter = written[1]
    if letter in "xuU" and len(written) > 2:
        number = int.from_bytes(bytes.fromhex(written[2:]))
        return chr(number) if number <= _LAST else ""
    return _ESCAPES.get(letter, letter)


def _whole(source: str, node: Scalar, start: int, text: str) -> tuple[int, int, str]:
    """Return the offsets of a value in the source, and another value in the same style."""
    if node.style not in _BLOCKS:
        return start, node.end, json.dumps(text, ensure_ascii=False)
    head, _, body = source[start : node.end].partition("\n")
    indent = _INDENT.match(body)
    written = "\n".join(
        f"{indent[0] if indent else ''}{line}" if line else ""
        for line in text.rstrip("\n").split("\n")
    )
    after = body[len(body.rstrip("\n")) :]
    return start, node.end, f"{head}\n{written}{after}"
