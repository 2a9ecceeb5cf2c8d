"""Find `name: secret` pairs in headers, payloads, queries and command options."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from ..key_names import SecretName, secret_name
from ..model import Kind
from ..value_patterns import is_literal, is_secret, looks_like_password
from .span import Span

# A name and its separator; the value is parsed by hand to avoid backtracking.
_NAME: Final = re.compile(
    r"(?<![^\W_])([^\W\d][\w.-]{0,60})(?:\\?[\"'])?\s{0,4}(=>|=|:(?!//))\s{0,4}(\\?[\"'])?"
)
# The same in a sentence: "the door code is 4711".
_SENTENCE: Final = re.compile(
    r"(?<![^\W_])([^\W\d_]{2,40})"
    r"(\s(?:is|ist|lautet|est|es|are|\u00e8)\s)(?:now |jetzt )?(\\?[\"'])?"
)
_OPTION: Final = re.compile(r"(?<!\S)--?([A-Za-z][\w-]{2,40})(?:=|\s{1,4})(\\?[\"'])?(?!-)")
_BARE_END: Final = re.compile(r"[\s,;&\"'<>(){}\[\]|`]|\\[nr\"']")
_SCHEME: Final = re.compile(r"(?i)(?:bearer|basic|token|digest|apikey)(?:\s{1,4}|%20)(?=\S)")
# Commands with short options. The group is the secret.
_COMMANDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "-u",
        re.compile(
            r"(?:^|(?<=[\s\"',\[]))(?:-\w{0,6}u|--user|--proxy-user)(?:[ =]|[\"'],\s?)?\\?[\"']?"
            r"[^\s:\"'\\]{1,100}:([^\s\"'\\]{1,200})"
        ),
    ),
    ("--user", re.compile(r"--(?:proxy-)?user[ =]\\?[\"']?[^\s:\"'\\]{1,100}:([^\s\"'\\]{1,200})")),
    ("-U", re.compile(r"\s-U\s{0,2}\\?[\"']?[\w.@\\/-]{1,80}%([^\s\"'\\]{1,200})")),
    ("sshpass", re.compile(r"\bsshpass\s{1,3}-p\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})")),
    (
        "mosquitto_",
        re.compile(r"\bmosquitto_\w{3,5}\b[^\n|;]{0,300}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})"),
    ),
    ("mysql", re.compile(r"\b(?:mysql|mysqldump|mariadb)\b[^\n|;]{0,200}?\s-p([^\s\"'\\]{2,200})")),
    ("ipmitool", re.compile(r"\bipmitool\b[^\n|;]{0,200}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})")),
    (
        "redis-cli",
        re.compile(r"\bredis-cli\b[^\n|;]{0,120}?\s-a\s{1,3}\\?[\"']?([^\s\"'\\]{1,200})"),
    ),
    (
        "zip",
        re.compile(r"\b(?:un)?zip\b[^\n|;]{0,120}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})"),
    ),
    ("7z", re.compile(r"\b7z[ar]?\b[^\n|;]{0,120}?\s-p([^\s\"'\\]{2,200})")),
    ("lftp", re.compile(r"\blftp\b[^\n|;]{0,120}?\s-u\s{1,3}[^\s,]{1,80},([^\s\"'\\]{1,200})")),
    (
        "send",
        re.compile(r"(?i)assw[^\n]{0,60}?\bsend\s{1,3}\\?[\"']?([^\s\"'\\]{2,100})"),
    ),
    ("pass:", re.compile(r"\s-(?:pass|passin|passout|k)\s{1,3}pass:([^\s\"']{1,200})")),
    (
        "asswor",
        re.compile(
            r"(?i)\b(?:\w{0,12}password\d?)\s{1,3}\\?[\"']?([^\s\"'\\;]{4,100})(?=\s{0,3};|[\"'\s]*$)"
        ),
    ),
)
# Words before a name: "API key: ...".
_WORDS_BEFORE: Final = re.compile(r"(?:[^\W\d_]{1,20}[ ]){1,3}$")
_ELEMENT: Final = re.compile(r"<(?:\w{1,20}:)?(\w{2,60})>([^<>]{1,400})</")
MAX_SECRET: Final = 4_000
# Longer than any word of a sentence.
_LONG: Final = 20


def pair_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield the secrets with a name before them."""
    if "-" in text or "asswor" in text:
        yield from _in_commands(text)
    if "</" in text:
        yield from _in_elements(text)
    for match in _SENTENCE.finditer(text):
        yield from _pair(text, match, is_access_context)
    if "=" in text or ":" in text:
        for match in _NAME.finditer(text):
            yield from _pair(text, match, is_access_context)


def _in_commands(text: str) -> Iterator[Span]:
    for marker, pattern in _COMMANDS:
        if marker in text:
            for match in pattern.finditer(text):
                if is_literal(match[1]) and (marker != "asswor" or _is_backlog(text, match[1])):
                    yield Span(match.start(1), match.end(1), Kind.PASSWORD)
    for match in _OPTION.finditer(text):
        what = secret_name(match[1])
        if what and what.is_certain and (span := _value(text, match.end(), match[2], what)):
            yield span


def _in_elements(text: str) -> Iterator[Span]:
    for match in _ELEMENT.finditer(text):
        what = secret_name(match[1])
        if what and what.is_certain and is_secret(what.kind, match[2]):
            yield Span(*match.span(2), what.kind)


def _is_backlog(text: str, secret: str) -> bool:
    """Return whether it is a Tasmota command list: "Backlog Password1 x; MqttUser y"."""
    return text.lstrip().lower().startswith("backlog") and looks_like_password(secret)


def _pair(text: str, match: re.Match[str], is_access_context: Callable[[], bool]) -> Iterator[Span]:
    what = secret_name(match[1])
    if what is None or not what.is_certain:
        before = _WORDS_BEFORE.search(text[max(match.start() - 60, 0) : match.start()])
        previous = before[0].split() if before else []
        longer = (secret_name(" ".join((*previous[n:], match[1]))) for n in range(len(previous)))
        what = next((each for each in longer if each and each.is_certain), what)
    if what is None:
        return
    if what.kind is Kind.CODE and not (what.is_certain or what.is_pin or is_access_context()):
        return
    if span := _value(text, match.end(), match[3], what):
        yield span


def _value(text: str, begin: int, quote: str | None, what: SecretName) -> Span | None:
    end = _end(text, begin, quote)
    # Without quotes, the value ended at the space after the scheme.
    scheme = _SCHEME.match(text, begin) if quote is None else _SCHEME.match(text, begin, end)
    if scheme:
        begin = scheme.end()
        end = _end(text, begin, quote)
    secret = text[begin:end]
    is_certain = what.is_certain or what.kind is Kind.CODE
    if end <= begin or not is_secret(what.kind, secret, is_certain=is_certain):
        return None
    if what.kind is Kind.CODE and not secret.isdecimal():
        return None
    # Without quotes, it may be a word of a sentence.
    if quote is None and not (looks_like_password(secret) or len(secret) >= _LONG):
        return None
    return Span(begin, end, what.kind)


def _end(text: str, begin: int, quote: str | None) -> int:
    if quote is not None:
        end = text.find(quote, begin, begin + MAX_SECRET)
        return end if end >= 0 else begin
    match = _BARE_END.search(text, begin, begin + MAX_SECRET)
    return match.start() if match else min(len(text), begin + MAX_SECRET)
