"""Split comments: prose, and lines of configuration that are commented out."""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from .. import vocabulary
from ..secret_scanner import SHORT, cached_until_forgotten
from .identifiers import identifier_use
from .model import Part, Use
from .templates import has_template, split_template
from .texts import split_text
from .values import parts_by_key

_PAIR: Final = re.compile(r"\s{0,80}(?:-\s{1,8})?(?P<key>[A-Za-z_][\w.-]{0,79})\s?:(?:\s+|$)")
_LINE: Final = re.compile(r"[^\n]+")


def comment_parts(text: str) -> Iterator[Part]:
    """Yield the parts of a comment. Keywords can be missing."""
    for line in _LINE.finditer(text):
        parts = _short_line_parts if len(line[0]) <= SHORT else _line_parts
        for part in parts(line[0]):
            begin, end = line.start() + part.begin, line.start() + part.end
            yield Part(begin, end, part.use)


@cached_until_forgotten(16_384)
def _short_line_parts(text: str) -> Iterable[Part]:
    return tuple(_line_parts(text))


def _line_parts(text: str) -> Iterator[Part]:
    match = _PAIR.match(text)
    if match is None or not _is_key(match["key"], text[match.end() :]):
        if has_template(text):
            yield from split_template(text, Use.TEXT)
        else:
            yield from split_text(text, Use.TEXT)
        return
    key = match["key"]
    if "." in key:
        yield from split_text(text, Use.TEXT, *match.span("key"))
    elif (use := identifier_use(key)) is not Use.KEYWORD:
        yield Part(*match.span("key"), use)
    value = text[match.end() :]
    for part in parts_by_key(key, value):
        yield Part(match.end() + part.begin, match.end() + part.end, part.use)


def _is_key(word: str, value: str) -> bool:
    """Return whether a word before a colon is a key, not the beginning of a sentence."""
    return word.islower() and (
        "_" in word or "." in word or not value or vocabulary.is_keyword(word)
    )
