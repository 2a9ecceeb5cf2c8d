"""Find secrets inside texts: URLs, headers, command lines, payloads, templates."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from ..text_cache import SHORT, cached_until_forgotten
from .auth_headers import auth_header_secrets
from .commands import command_secrets
from .cookies import cookie_secrets, cookie_values
from .pairs import pair_secrets
from .span import Span
from .templates import lambda_codes, program_codes, template_secrets
from .token_formats import formatted_secrets
from .told import told_secrets
from .told_codes import told_codes
from .urls import url_secrets
from .variables import variable_default, variable_defaults

__all__ = [
    "MAX_TEXT",
    "Span",
    "cookie_values",
    "embedded_secrets",
    "formatted_secrets",
    "lambda_codes",
    "variable_default",
]

# Only the beginning of a longer text is searched.
MAX_TEXT: Final = 2_000_000
# Shorter texts cannot contain a name and a secret.
_MIN_TEXT: Final = 8
# A long text is searched in pieces, each with what stands around it.
PIECE: Final = 9_000
_BEFORE: Final = 500
_AFTER: Final = 1_000
# The rest of a secret that is longer than what stands around a piece.
_REST: Final = re.compile(r"[^\s\"'<>;&,]{0,4000}")
_CODE_IN_SENTENCE: Final = re.compile(r"\d{4}")
# A variable, which can contain a default value.
_VARIABLE: Final = re.compile(r"\$\{[^{}]{0,200}\}")
_SIGNS: Final = frozenset("=:/'\"-{;`*|<\u201c\u201e\u300c\u00ab")
# What a text with a secret has at least: one of these signs, a code, a scheme or a long word.
_ANY: Final = re.compile(
    rf"[{re.escape(''.join(sorted(_SIGNS)))}]|pass|\d{{4}}|\S{{20}}|(?i:basic|bearer|digest)"
)


def embedded_secrets(
    text: str, is_access_context: Callable[[], bool], tick: Callable[[], None] | None = None
) -> Iterator[Span]:
    """Yield the secrets in a text, in order and without overlap.

    `is_access_context` returns whether the text belongs to a lock, an alarm or the like; it is
    called only if that matters. `tick` is called again and again; it can raise to end the search.
    """
    if len(text) < _MIN_TEXT:
        return
    if len(text) > SHORT:
        yield from _in_text(text[:MAX_TEXT], is_access_context, tick)
        return
    if tick is not None:
        tick()
    found, depends = _in_short_text(text)
    yield from _in_text(text, is_access_context, tick) if depends else found


@cached_until_forgotten(16_384)
def _in_short_text(text: str) -> tuple[tuple[Span, ...], bool]:
    """Return the secrets in a short text, and whether its context matters."""
    if _ANY.search(text) is None:
        return (), False
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(True)
        return False

    return tuple(_in_text(text, ask, None)), bool(asked)


def _in_text(
    text: str, is_access_context: Callable[[], bool], tick: Callable[[], None] | None
) -> Iterator[Span]:
    found = [*formatted_secrets(text)]
    for begin in range(0, len(text), PIECE):
        if tick is not None:
            tick()
        first = max(begin - _BEFORE, 0)
        last = min(begin + PIECE + _AFTER, len(text))
        for span in _in_piece(text[first:last], is_access_context):
            if begin <= first + span.begin < begin + PIECE:
                stop = first + span.end
                rest = _REST.match(text, stop) if stop == last else None
                end = rest.end() if rest else stop
                found.append(Span(first + span.begin, end, span.kind))
    end = 0
    for span in sorted(found, key=lambda span: (span.begin, -span.end)):
        if span.begin >= end:
            yield span
            end = span.end


def _in_piece(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    if "${" in text:
        yield from variable_defaults(text)
        text = _VARIABLE.sub(lambda match: " " * len(match[0]), text)
    yield from auth_header_secrets(text)
    if not _SIGNS.isdisjoint(text) or "pass" in text or _CODE_IN_SENTENCE.search(text):
        yield from url_secrets(text)
        yield from cookie_secrets(text)
        yield from command_secrets(text)
        yield from pair_secrets(text, is_access_context)
        yield from told_secrets(text)
        if _CODE_IN_SENTENCE.search(text):
            yield from told_codes(text)
        if "==" in text:
            yield from program_codes(text)
        if "{{" in text or "{%" in text:
            yield from template_secrets(text, is_access_context)
