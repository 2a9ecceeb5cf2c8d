"""Split JSON in a value: its names and its texts by their names."""

from collections.abc import Iterator
import re
from typing import Final

from .by_key import use_by_key
from .identifiers import identifier_use
from .model import Part, Use
from .texts import literal_use, split_text

_JSON: Final = re.compile(r"\{\s{0,40}[\"']\w")
_MEMBER: Final = re.compile(
    r'"(?P<name>[^"\\\n{}]{1,80}+)"\s{0,8}:(?:\s{0,8}"(?P<text>(?:[^"\\]|\\.)*+))?', re.DOTALL
)


def is_json(text: str) -> bool:
    """Return whether a text contains a JSON object."""
    return "{" in text and _JSON.search(text) is not None


def split_json(text: str, use: Use, begin: int, end: int | None) -> Iterator[Part]:
    """Yield the parts of a JSON text or of a piece of one, between templates."""
    stop = len(text) if end is None else end
    done = begin
    for match in _MEMBER.finditer(text, begin, stop):
        yield from split_text(text, use, done, match.start("name"))
        name = match["name"]
        if (found := identifier_use(name)) is not Use.KEYWORD:
            yield Part(*match.span("name"), Use.TEXT if " " in name else found)
        done = match.end("name")
        if match["text"]:
            yield from split_text(text, use, done, match.start("text"))
            found = use_by_key(name)
            if found is Use.KEYWORD:
                found = Use.VALUE
            yield from split_text(text, literal_use(match["text"], found), *match.span("text"))
            done = match.end()
    yield from split_text(text, use, done, stop)
