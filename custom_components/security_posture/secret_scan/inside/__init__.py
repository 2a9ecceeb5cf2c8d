"""Secrets inside longer texts: addresses, headers, command lines, payloads, templates."""

from collections.abc import Callable, Iterator
import re

from .addresses import in_addresses
from .authorizations import in_authorizations
from .forms import in_forms
from .pairs import in_pairs
from .span import Span
from .templates import in_lambdas, in_templates

__all__ = ["MAX_TEXT", "Span", "in_lambdas", "secrets_inside"]

# A secret in a text is near its beginning; of a script of a megabyte, only that is looked at.
MAX_TEXT = 200_000
# Below it, nothing can hold a name and a secret.
_SHORTEST = 8
_CODE_IN_SENTENCE = re.compile(r"\d{4}")
# A variable, which may say in it what stands for it when it is not set.
_VARIABLE = re.compile(r"\$\{[^{}]{0,200}\}")
_SIGNS = frozenset("=:/'\"-{;")


def secrets_inside(text: str, is_guarded: Callable[[], bool]) -> Iterator[Span]:
    """Yield where in a text the secrets are, in their order, none over another.

    `is_guarded` tells whether the text is about something that is opened with a code; it is
    asked only when that matters.
    """
    text = text[:MAX_TEXT]
    if len(text) < _SHORTEST:
        return
    if "${" in text:
        text = _VARIABLE.sub(lambda match: " " * len(match[0]), text)
    found = [*in_forms(text), *in_authorizations(text)]
    if not _SIGNS.isdisjoint(text) or _CODE_IN_SENTENCE.search(text):
        found.extend(in_addresses(text))
        found.extend(in_pairs(text, is_guarded))
        if "{{" in text or "{%" in text:
            found.extend(in_templates(text, is_guarded))
    end = 0
    for span in sorted(found, key=lambda span: (span.begin, -span.end)):
        if span.begin >= end:
            yield span
            end = span.end
