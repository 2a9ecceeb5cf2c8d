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
            *(
                "gh",
                "xox",
                "AIza",
                "AKIA",
                "LTAI",
                "ASIA",
                "sk-",
                "sk_",
                "rk_",
                "glpat",
                "eyJ",
                "SG.",
                "hf_",
            ),
            *("dop_v1", "npm_", "pypi-", "tk_", "shp", "ATATT", "lin_", "xapp-", "ya29.", "1//0"),
            *(
                "AGE-SECRET",
                "o.",
                "GOCSPX-",
                "dckr_pat_",
                "glsa_",
                "xkeysib-",
                "tskey-",
                "gsk_",
                "ptr_",
            ),
            *("PMAK-", "sntrys_", "hvs.", "r8_", "nvapi-", "EAA", "ntn_", "tgp_v1", "sq0", "figd_"),
        ),
        re.compile(
            r"(?<![A-Za-z0-9_-])("
            r"gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255}|glpat-[\w-]{20,255}|"
            r"xox[abeprs]-[\w-]{20,255}|xapp-[\w-]{20,255}|AIza[\w-]{33,37}|A[KS]IA[0-9A-Z]{16}|LTAI[A-Za-z0-9]{16,24}|"
            r"(?:sk|rk)[-_](?:live_|test_|proj-|ant-|or-)?[A-Za-z0-9][\w-]{19,255}|"
            r"SG\.[\w-]{16,64}\.[\w-]{16,64}|"
            r"hf_[A-Za-z0-9]{30,64}|dop_v1_[0-9a-f]{60,68}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,255}|"
            r"tk_[a-z0-9]{27,33}|shp(?:at|ss|ca|pa)_[0-9a-f]{32}|ATATT[\w=-]{30,255}|"
            r"lin_api_\w{30,64}|ya29\.[\w-]{30,255}|1//0[\w-]{30,120}|AGE-SECRET-KEY-1[0-9A-Z]{50,64}|"
            r"o\.(?=[A-Za-z]{0,31}\d)[A-Za-z0-9]{31,34}|GOCSPX-[\w-]{20,40}|dckr_pat_[\w-]{20,60}|"
            r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|xkeysib-[0-9a-f]{64}-\w{16}|tskey-[a-z]{3,8}-[\w-]{16,80}|"
            r"gsk_[A-Za-z0-9]{40,60}|ptr_[A-Za-z0-9+/]{40,50}=?|PMAK-[0-9a-f-]{50,70}|sntrys_[\w=]{40,255}|"
            r"hvs\.[\w-]{24,120}|r8_[A-Za-z0-9]{36,40}|nvapi-[\w-]{60,70}|EAA[A-Za-z0-9]{60,255}|"
            r"ntn_[A-Za-z0-9]{40,60}|tgp_v1_[\w-]{40,60}|sq0[a-z]{3}-[\w-]{22,50}|figd_[\w-]{30,60}|"
            r"(?:[ps]k\.)?eyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{10,2000})?"
            r")(?![A-Za-z0-9_-])",
            re.ASCII,
        ),
    ),
    (
        Kind.TOKEN,
        ("M", "N", "O"),
        # Discord's bots: an id in base64, a time and a signature.
        re.compile(
            r"(?<![\w./-])([MNO][A-Za-z0-9]{23,27}\.[\w-]{6}\.[\w-]{27,38})(?![\w-])", re.ASCII
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
        ("PRIVATE KEY",),
        re.compile(
            r"(-----BEGIN (?!ENCRYPTED)(?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----"
            r"[A-Za-z0-9+/=\s\\]{16,20000}(?:-----END [A-Z ]{3,30}-----)?)"
        ),
    ),
)


# Every format is a long word, or has one of these.
_WORDS: Final = ("WIFI:", "PRIVATE KEY")
_MIN_WORD: Final = 20


def formatted_secrets(text: str) -> Iterator[Span]:
    """Yield the secrets with a known format."""
    is_short = len(text) < _MIN_WORD or max(map(len, text.split()), default=0) < _MIN_WORD
    if is_short and not any(word in text for word in _WORDS):
        return
    for kind, markers, pattern in _FORMS:
        if any(marker in text for marker in markers):
            for match in pattern.finditer(text):
                if is_literal(match[1]):
                    yield Span(match.start(1), match.end(1), kind)
