"""Secrets inside longer texts: addresses, headers, command lines, payloads, templates."""

from collections.abc import Callable, Iterator
import re

from .auth_headers import auth_header_secrets
from .pairs import pair_secrets
from .span import Span
from .templates import lambda_codes, template_secrets
from .token_formats import formatted_secrets
from .urls import url_secrets

__all__ = ["MAX_TEXT", "Span", "embedded_secrets", "lambda_codes"]

# A secret in a text is near its beginning; of a script of a megabyte, only that is looked at.
MAX_TEXT = 200_000
# Below it, nothing can hold a name and a secret.
_SHORTEST = 8
_CODE_IN_SENTENCE = re.compile(r"\d{4}")
# A variable, which may say in it what stands for it when it is not set.
_VARIABLE = re.compile(r"\$\{[^{}]{0,200}\}")
_SIGNS = frozenset("=:/'\"-{;")


def embedded_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield where in a text the secrets are, in their order, none over another.

    `is_access_context` tells whether the text is about something that is opened with a code; it is
    asked only when that matters.
    """
    text = text[:MAX_TEXT]
    if len(text) < _SHORTEST:
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
