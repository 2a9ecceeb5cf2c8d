"""Find secrets inside texts: URLs, headers, command lines, payloads, templates."""

from collections.abc import Callable, Iterator
import re

from .auth_headers import auth_header_secrets
from .pairs import pair_secrets
from .span import Span
from .templates import lambda_codes, template_secrets
from .token_formats import formatted_secrets
from .urls import url_secrets

__all__ = ["MAX_TEXT", "Span", "embedded_secrets", "lambda_codes"]

# Only the beginning of a longer text is searched.
MAX_TEXT = 200_000
# Shorter texts cannot contain a name and a secret.
_MIN_TEXT = 8
_CODE_IN_SENTENCE = re.compile(r"\d{4}")
# A variable, which can contain a default value.
_VARIABLE = re.compile(r"\$\{[^{}]{0,200}\}")
_SIGNS = frozenset("=:/'\"-{;")


def embedded_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield the secrets in a text, in order and without overlap.

    `is_access_context` returns whether the text belongs to a lock, an alarm or the like; it is
    called only if that matters.
    """
    text = text[:MAX_TEXT]
    if len(text) < _MIN_TEXT:
        return
    if "${" in text:
        text = _VARIABLE.sub(lambda match: " " * len(match[0]), text)
    found = [*formatted_secrets(text), *auth_header_secrets(text)]
    if not _SIGNS.isdisjoint(text) or _CODE_IN_SENTENCE.search(text):
        found.extend(url_secrets(text))
        found.extend(pair_secrets(text, is_access_context))
        if "{{" in text or "{%" in text:
            found.extend(template_secrets(text, is_access_context))
    end = 0
    for span in sorted(found, key=lambda span: (span.begin, -span.end)):
        if span.begin >= end:
            yield span
            end = span.end
