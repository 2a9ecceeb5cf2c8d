"""Read texts in which names are hidden: in base64, or with markup inside a word."""

import base64
import binascii
from collections.abc import Iterator
import re
from typing import Final

from .decoding import Decoded

# Shorter ones are words.
_MIN_BASE64: Final = 16
_BASE64: Final = re.compile(r"(?<![\w+/=.-])[\w+/-]{16,4000}={0,2}(?![\w+/=])", re.ASCII)
# Emphasis inside of a word.
_MARKUP: Final = re.compile(r"(?<=[^\W\d_])\*{1,3}(?=[^\W\d_])")


def may_be_hidden(text: str) -> bool:
    """Return whether a text may be read in another way than it is written."""
    return (
        "%" in text
        or "\\" in text
        or "&" in text
        or "*" in text
        or (len(text) >= _MIN_BASE64 and _BASE64.search(text) is not None)
    )


def base64_texts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text is base64 of another text, and that text."""
    if len(text) < _MIN_BASE64:
        return
    for match in _BASE64.finditer(text):
        written = match[0]
        if written.islower() or written.isupper() or written.isdecimal():
            continue
        plain = written.rstrip("=").translate({45: "+", 95: "/"})
        try:
            data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
            decoded = data.decode("utf-8")
        except binascii.Error, ValueError:
            continue
        if decoded.translate({9: " ", 10: " ", 13: " "}).isprintable():
            yield *match.span(), decoded


def without_markup(text: str) -> Decoded | None:
    """Return a text without the markup inside of words: "**Otti**lies"; None if it has none."""
    if "*" not in text or _MARKUP.search(text) is None:
        return None
    pieces: list[str] = []
    at: list[int] = []
    done = 0
    for match in _MARKUP.finditer(text):
        pieces.append(text[done : match.start()])
        at += range(done, match.start())
        done = match.end()
    pieces.append(text[done:])
    at += range(done, len(text))
    return Decoded("".join(pieces), at, [each + 1 for each in at])


def markup_of(text: str) -> str:
    """Return the markup inside of a word."""
    return "".join(_MARKUP.findall(text))
