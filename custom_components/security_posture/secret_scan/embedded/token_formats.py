"""Find secrets with a well-known format."""

from collections.abc import Iterator
import re
from typing import Final

from ..model import Kind
from ..value_patterns import is_literal
from .span import Span

# The group of each pattern is the secret. Rare prefixes and no backtracking keep them fast.
_FORMS: Final[tuple[tuple[Kind, tuple[str, ...], re.Pattern[str]], ...]] = (
    (
        Kind.TOKEN,
        (
            "gh",
            "xox",
            "AIza",
            "AKIA",
            "sk-",
            "sk_",
            "glpat",
            "eyJ",
            "SG.",
            "hf_",
            "dop_v1",
            "npm_",
            "pypi-",
            "tk_",
            "shpat",
            "ATATT",
            "lin_",
            "xapp-",
            "pk.eyJ",
            "ya29.",
            "AGE-SECRET",
        ),
        re.compile(
            r"(?<![A-Za-z0-9_-])("
            r"gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255}|glpat-[\w-]{20,255}|"
            r"xox[abeprs]-[\w-]{20,255}|xapp-[\w-]{20,255}|AIza[\w-]{33,37}|AKIA[0-9A-Z]{16}|"
            r"sk[-_](?:live_|test_|proj-|ant-)?[A-Za-z0-9][\w-]{19,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|"
            r"hf_[A-Za-z0-9]{30,64}|dop_v1_[0-9a-f]{60,68}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,255}|"
            r"tk_[a-z0-9]{27,33}|shpat_[0-9a-f]{32}|ATATT[\w=-]{30,255}|lin_api_\w{30,64}|"
            r"ya29\.[\w-]{30,255}|AGE-SECRET-KEY-1[0-9A-Z]{50,64}|"
            r"(?:[ps]k\.)?eyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{10,2000})?"
            r")(?![A-Za-z0-9_-])",
            re.ASCII,
        ),
    ),
    (
        Kind.TOKEN,
        (":",),
        re.compile(r"(?<![\w:./-])(?:bot)?(\d{8,10}:[A-Za-z0-9_-]{33,36})(?![\w:-])", re.ASCII),
    ),
    (
        Kind.PASSWORD,
        ("WIFI:",),
        re.compile(r"WIFI:(?:[A-OQ-Z]:[^;]{0,80};){0,4}P:((?:[^;\\]|\\.){4,80});"),
    ),
    (
        Kind.KEY,
        ("PRIVATE KEY-----",),
        re.compile(
            r"(-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{16,20000}"
            r"(?:-----END [A-Z ]{3,30}-----)?)"
        ),
    ),
)


def formatted_secrets(text: str) -> Iterator[Span]:
    """Yield the secrets with a known format."""
    for kind, markers, pattern in _FORMS:
        if any(marker in text for marker in markers):
            for match in pattern.finditer(text):
                if is_literal(match[1]):
                    yield Span(match.start(1), match.end(1), kind)
