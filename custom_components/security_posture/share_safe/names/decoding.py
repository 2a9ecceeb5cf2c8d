r"""Decode texts that are written with escapes: "%C3%A4", "\u00e4", "&auml;"."""

from collections.abc import Iterator
import html
import re
from typing import Final, NamedTuple

_CODE: Final = re.compile(
    r"(?P<twice>(?:%25[0-9A-Fa-f]{2})+)"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|\\{1,8}u\{(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|\\{1,8}u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\{1,8}u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\{1,8}(?:u(?P<u4>[0-9A-Fa-f]{4})|U(?P<u8>[0-9A-Fa-f]{8})|x(?P<x>[0-9A-Fa-f]{2}))"
    r"|\\(?P<space>[nrtfb0])"
    r"|&(?P<entity>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24}[0-9]{0,2});"
)
_MAX_CODE: Final = 0x10FFFF


class Decoded(NamedTuple):
    """A decoded text and where each of its characters is written."""

    text: str
    begins: list[int]
    ends: list[int]


def decode(text: str) -> Decoded | None:
    """Return the decoded text; None if nothing in it is encoded."""
    if not ("%" in text or "\\" in text or "&" in text):
        return None
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _CODE.finditer(text):
        pieces.append(text[done : match.start()])
        begins += range(done, match.start())
        ends += range(done + 1, match.start() + 1)
        for char, begin, end in _chars(match):
            pieces.append(char)
            begins += [begin] * len(char)
            ends += [end] * len(char)
        done = match.end()
    if not done:
        return None
    pieces.append(text[done:])
    begins += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Decoded("".join(pieces), begins, ends)


def _chars(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    begin, end = match.span()
    if match["percent"]:
        yield from _percent(match["percent"], begin, 3)
        return
    if match["twice"]:
        yield from _percent(match["twice"].replace("%25", "%"), begin, 5)
        return
    yield _one(match), begin, end


def _one(match: re.Match[str]) -> str:
    if match["space"]:
        return " "
    if match["entity"]:
        char = html.unescape(match[0])
        return char if char != match[0] and "\0" not in char else " "
    if match["high"]:
        pair = (int(match["high"], 16) - 0xD800 << 10) + int(match["low"], 16) - 0xDC00
        return chr(0x10000 + pair)
    code = int(match["braced"] or match["u4"] or match["u8"] or match["x"], 16)
    return chr(code) if code <= _MAX_CODE and not 0xD800 <= code < 0xE000 else " "


def _percent(text: str, begin: int, width: int) -> Iterator[tuple[str, int, int]]:
    """Yield the characters of UTF-8, or else of Latin-1."""
    raw = bytes.fromhex(text.replace("%", ""))
    at = 0
    while at < len(raw):
        first = raw[at]
        size = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        try:
            char = raw[at : at + size].decode()
        except UnicodeDecodeError:
            size, char = 1, chr(first)
        yield char, begin + width * at, begin + width * (at + size)
        at += size
