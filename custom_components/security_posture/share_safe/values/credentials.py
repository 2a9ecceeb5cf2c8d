"""Find the secrets of a text that are too short, or too little known, for the finder."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from ..common_names import word_set
from ..secret_scanner import Kind, fold, secret_name, words

_QUERY: Final = re.compile(r"[?&;]([A-Za-z][\w.-]{0,40})=([^&;\s\"'<>#{}$]{4,400})")
_OPTION: Final = re.compile(
    r"(?<!\S)--?([A-Za-z][\w-]{1,40})(?:=|\s{1,3})[\"']?([^\s\"'{}$<>-][^\s\"'{}$<>]{2,400})"
)
# "$2b$12$...", also with the sign doubled for a variable.
_HASH: Final = re.compile(
    r"(?<![\w$])\$\$?(?:argon2\w{1,2}|2[abxy]?|5|6|7|y|gy|1|apr1|scrypt|pbkdf2[\w-]{0,12})\$"
    r"[\w./=,+$-]{16,400}"
)
_HTPASSWD_HASH: Final = re.compile(r"\{(?:SHA|SSHA|PBKDF2|CRYPT)\d{0,3}\}[\w+/=$.-]{16,200}")
_USER_AND_PASSWORD: Final = re.compile(r"\s*([^\s:@/{}$]{1,64}):([^\s:{}$/][^\s{}]{2,200})\s*")
_PAIR_KEYS: Final = frozenset(
    {"basicauth", "httpauth", "htpasswd", "userpass", "userpwd", "curlauth"}
)
# Names that mean a secret in an address or a command.
_NAMES: Final = frozenset({"key", "pw", "psk", "pwd", "auth", "sig", "appid", "otp", "hash", "k"})
_SECRET_KEYS: Final = word_set("secret_keys")
_SETTINGS: Final = frozenset({"true", "false", "none", "null", "basic", "digest", "bearer"})


# To add a device with Matter or HomeKit.
_SETUP: Final = re.compile(r"(?<!\w)(?:MT:|X-HM://)([0-9A-Z][0-9A-Z.-]{8,30})(?!\w)")
_PIN: Final = re.compile(
    r"(?<![\w_])PIN(?:-?[Cc]ode)?[^\S\n]{0,2}(?:[^\W\d]{1,12}[\s:=]{1,2}|[:=]\s?){0,4}(\d{4,8})(?![\w.:,]\d|\w)"
)
_MIN_DIGITS: Final = 6
# Addresses whose last part gives access.
_IN_PATH: Final = re.compile(
    r"rtsps?://[^\s/]{1,120}:744[17]/([A-Za-z0-9]{12,24})(?!\w)"
    r"|//ntfy\.sh/(?!docs|app|v1)((?=[\w-]*[\d-])[\w-]{5,64})(?![\w.-])"
)


class Credential(NamedTuple):
    """A part of a text that is a secret."""

    begin: int
    end: int
    kind: Kind


def key_of_secret(key: str) -> Kind | None:
    """Return the kind of a secret below a key that only some programs have."""
    return Kind.KEY if "_".join(words(key)) in _SECRET_KEYS or fold(key) in _SECRET_KEYS else None


# A short token of a header; "user/pass: me / it" of a comment.
_BEARER: Final = re.compile(
    r"(?i)(?<!\w)authorization[\"']?\s{0,2}:\s{0,2}[\"']?(?:bearer|token|basic)\s+([\w.~+/=-]{4,400})"
)
_USER_PASS: Final = re.compile(
    r"(?i)(?<!\w)(?:user(?:name)?|login|benutzer)\s?/\s?(?:pass(?:word|wort)?|pw|pwd|kennwort)\s?[:=]?\s"
    r"\s?[^\s/]{1,64}\s?/\s?([^\s/]{4,100})"
)


def credentials(key: str, text: str) -> Iterator[Credential]:
    """Yield the secrets of a value, by names and forms in it."""
    for match in _BEARER.finditer(text) if "uthorization" in text else ():
        yield Credential(*match.span(1), Kind.TOKEN)
    for match in _USER_PASS.finditer(text) if "/" in text else ():
        if any(not char.isalpha() for char in match[1]):
            yield Credential(*match.span(1), Kind.PASSWORD)
    if "=" in text and ("?" in text or "&" in text):
        yield from _named(_QUERY, text)
    if "//" in text:
        for match in _IN_PATH.finditer(text):
            yield Credential(*match.span(match.lastindex or 0), Kind.TOKEN)
    if "-" in text and " " in text:
        yield from _named(_OPTION, text)
    yield from _by_form(text)
    if ":" in text and "".join(words(key)[-2:]) in _PAIR_KEYS:
        pair = _USER_AND_PASSWORD.fullmatch(text)
        if pair and not pair[2].startswith("//"):
            yield Credential(*pair.span(2), Kind.PASSWORD)


def _by_form(text: str) -> Iterator[Credential]:
    if "$" in text or "{" in text:
        for pattern in (_HASH, _HTPASSWD_HASH):
            for match in pattern.finditer(text):
                yield Credential(*match.span(), Kind.PASSWORD)
    for match in _SETUP.finditer(text) if ":" in text else ():
        yield Credential(*match.span(1), Kind.CODE)
    for match in _PIN.finditer(text) if "PIN" in text else ():
        yield Credential(*match.span(1), Kind.CODE)


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Credential]:
    for match in pattern.finditer(text):
        kind = _kind(match[1], match[2])
        if kind is not None:
            yield Credential(*match.span(2), kind)


def _kind(name: str, value: str) -> Kind | None:
    """Return the kind of secret that a name in an address or a command tells."""
    if value.lower() in _SETTINGS or value.startswith(("/", "./", "http")):
        return None
    has_digit = any(map(str.isdigit, value))
    if name.lower() in _NAMES:
        return Kind.KEY if has_digit and not value.isdecimal() and len(value) > 5 else None
    kind = key_of_secret(name)
    if kind is not None:
        return kind
    what = secret_name(name)
    if what is None or not what.is_certain:
        return None
    is_usual = value.isdecimal() and len(value) < _MIN_DIGITS
    return None if is_usual or (what.kind is not Kind.PASSWORD and not has_digit) else what.kind
