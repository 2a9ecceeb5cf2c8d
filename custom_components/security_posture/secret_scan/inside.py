"""Secrets inside longer texts: addresses, headers, command lines, payloads."""

from __future__ import annotations

from collections.abc import Iterator
import re

from .model import Kind
from .texts import is_default, is_literal

# Each pattern has one group: the secret. None can run over itself: parts exclude each other.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.CREDENTIAL_URL,
        re.compile(r"[a-z][a-z0-9+.-]{1,20}://[^\s:/@?#\"']{0,200}:([^\s/@\"']{1,200})@"),
    ),
    (Kind.TOKEN, re.compile(r"(?i)\bbearer\s+([\w.~+/=-]{16,2000})")),
    (Kind.PASSWORD, re.compile(r"(?i)\bbasic\s+([a-z0-9+/]{8,400}={0,2})(?![\w+/=])")),
    (
        Kind.PASSWORD,
        re.compile(r"(?:\s|^)(?:-u|--user)[ =][\"']?[^\s:\"']{1,100}:([^\s\"']{1,200})"),
    ),
    (Kind.PASSWORD, re.compile(r"\bsshpass\s+-p\s?[\"']?([^\s\"']{1,200})")),
    (
        Kind.PASSWORD,
        re.compile(r"\bmosquitto_(?:pub|sub)\b[^\n]{0,300}?\s-P\s[\"']?([^\s\"']{1,200})"),
    ),
    (
        Kind.TOKEN,
        re.compile(
            r"(?i)[?&;](?:api_?key|access_token|auth|key|passw(?:or)?d|pwd|secret|token)="
            r"([^&\s\"'<>]{6,400})"
        ),
    ),
    (
        Kind.TOKEN,
        re.compile(
            r"(?i)[\"'](?:api_?key|access_?token|auth_?token|client_?secret|passw(?:or)?d|"
            r"secret|token)[\"']\s{0,5}:\s{0,5}[\"']([^\"'\s]{4,400})[\"']"
        ),
    ),
    (Kind.PASSWORD, re.compile(r"WIFI:(?:[^;]{0,80};){0,3}P:([^;]{8,63});")),
    (
        Kind.TOKEN,
        re.compile(
            r"(?<![\w-])(gh[pousr]_\w{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abps]-[\w-]{20,}|"
            r"AIza[\w-]{35}|AKIA[0-9A-Z]{16}|sk-[\w-]{20,}|\d{8,10}:[\w-]{35}|"
            r"eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000})(?![\w-])"
        ),
    ),
)
# A secret in a text is in its beginning; a script of a megabyte is looked at in pieces.
MAX_TEXT = 200_000


def secrets_inside(text: str) -> Iterator[tuple[int, Kind, bool]]:
    """Yield where in a text a secret begins, its kind, and whether it is a default."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text[:MAX_TEXT]):
            if is_literal(match[1]):
                yield match.start(1), kind, is_default(match[1])
