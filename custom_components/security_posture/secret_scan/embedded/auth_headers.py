"""Find authorization values: `Bearer ...`, `Basic ...`, `Digest ...`."""

import base64
import binascii
from collections.abc import Iterator
import re
from typing import Final

from ..model import Kind
from ..random_values import looks_like_password
from ..value_patterns import is_literal
from .span import Span

_BASIC: Final = re.compile(r"(?i)\bbasic\s{1,4}([A-Za-z0-9+/]{8,400}={0,2})(?![\w+/=])")
_BEARER: Final = re.compile(r"(?i)\bbearer(?:\s{1,4}|%20)([\w.~+/=:-]{8,4000})")
_DIGEST: Final = re.compile(
    r"(?i)\bdigest\s{1,4}[^\n]{0,400}?\bresponse=\\?[\"']?([0-9a-f]{32,64})(?![0-9a-f])"
)


def auth_header_secrets(text: str) -> Iterator[Span]:
    """Yield bearer tokens and basic credentials."""
    lower = text.lower()
    if "bearer" in lower:
        for match in _BEARER.finditer(text):
            if is_literal(match[1]) and looks_like_password(match[1]):
                yield Span(match.start(1), match.end(1), Kind.TOKEN)
    if "basic" in lower:
        for match in _BASIC.finditer(text):
            if _is_basic(match[1]):
                yield Span(match.start(1), match.end(1), Kind.PASSWORD)
    if "digest" in lower:
        for match in _DIGEST.finditer(text):
            yield Span(match.start(1), match.end(1), Kind.TOKEN)


def _is_basic(text: str) -> bool:
    """Return whether a text is base64 of `name:password`."""
    try:
        return b":" in base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error, ValueError:
        return False
