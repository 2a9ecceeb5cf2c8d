"""Split style sheets: only addresses, texts, comments and templates hold names."""

from collections.abc import Iterator
import re
from typing import Final

from .model import Part, Use
from .templates import split_template
from .texts import split_text

_OTHER: Final = re.compile(
    r"(?P<remark>/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))"
    r"|\burl\((?P<address>[^)\n]{1,2000}+)"
    r"|\bgrid-(?:template-)?areas?:(?P<areas>[^;\n]{0,400}+)"
    r"|\bcontent:\s{0,4}(?P<text>'[^'\n]{0,400}+'|\"[^\"\n]{0,400}+\")"
)


def split_style(text: str) -> Iterator[Part]:
    """Yield the parts of a style sheet or of a value in one."""
    yield from split_template(text, Use.NEVER_A_NAME, _outside)


def _outside(text: str, use: Use, begin: int, end: int | None) -> Iterator[Part]:
    done = begin
    stop = len(text) if end is None else end
    for match in _OTHER.finditer(text, begin, stop):
        if done < match.start():
            yield Part(done, match.start(), use)
        kind = match.lastgroup or ""
        yield from split_text(
            text, Use.TEXT if kind in ("remark", "text") else Use.VALUE, *match.span(kind)
        )
        done = match.end()
    if done < stop:
        yield Part(done, stop, use)
