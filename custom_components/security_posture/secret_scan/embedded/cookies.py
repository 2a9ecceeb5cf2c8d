"""Find the sessions in cookies: `Cookie: JSESSIONID=...; lang=de`."""

from collections.abc import Iterator
import re
from typing import Final

from ..key_names import secret_name
from ..model import Kind
from ..random_values import looks_random
from ..value_patterns import is_literal, is_secret
from .span import Span

_HEADER: Final = re.compile(
    r"(?i)(?:\b(?:set-)?cookies?\\?[\"']?\s{0,4}[:=]\s{0,4}|--cookie[ =]|\s-b\s{1,3})\\?[\"']?"
    r"(?=[\w.-]{1,80}=)"
)
_END: Final = re.compile(r"[\"'\n\r`]")
_PAIR: Final = re.compile(r"([\w.-]{1,80})=([^\s;,\"']{1,4000})")
_MAX_HEADER: Final = 4_000
_SESSION: Final = re.compile(r"(?i)sess|sid\b|auth|token|login|remember|jwt")
_LEAST: Final = 12
# Statistics and settings.
_HARMLESS: Final = re.compile(
    r"(?i)_ga.{0,80}|_gid|_fbp|__utm.{0,80}|lang|language|locale|theme|consent.{0,80}|tz"
)


def cookie_secrets(text: str) -> Iterator[Span]:
    """Yield the sessions in the cookies of headers and command lines."""
    if "ookie" not in text and "-b" not in text and "COOKIE" not in text:
        return
    done = 0
    for match in _HEADER.finditer(text):
        if match.start() < done:
            continue
        stop = _END.search(text, match.end(), match.end() + _MAX_HEADER)
        done = stop.start() if stop else min(match.end() + _MAX_HEADER, len(text))
        yield from cookie_values(text, match.end(), done)


def cookie_values(text: str, begin: int, end: int) -> Iterator[Span]:
    """Yield the sessions in `name=value; name=value`."""
    for match in _PAIR.finditer(text, begin, end):
        name, value = match[1], match[2]
        what = secret_name(name)
        is_named = what is not None and what.is_certain and is_secret(what.kind, value)
        is_session = _SESSION.search(name) is not None and looks_random(value, _LEAST)
        if _HARMLESS.fullmatch(name) or not is_literal(value):
            continue
        if is_named or is_session or looks_random(value):
            yield Span(match.start(2), match.end(2), Kind.TOKEN)
