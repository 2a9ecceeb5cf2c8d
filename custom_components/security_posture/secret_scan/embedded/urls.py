"""Find secrets in URLs: credentials, path and query."""

from collections.abc import Iterator
import re
from typing import Final

from ..model import Kind
from ..random_values import looks_random
from ..value_patterns import is_literal
from ..word_lists import read_words
from ..word_split import words
from .span import Span

_CREDENTIALS: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,20}:(?:\\?/){2}"
    r"([^\s:/@?#\"'<>{}]{0,120}|\{\{[^{}]{1,80}\}\}|\{[^{}]{1,80}\})"
    r"(?::([^\s/\"'<>]{1,200}))?@(?=[\w\[{$!])"
)
# Services whose URLs are secrets, because the URL alone gives access.
_SERVICES: Final[tuple[tuple[str, Kind, re.Pattern[str]], ...]] = (
    (
        "/api/webhook/",
        Kind.WEBHOOK,
        re.compile(r"/api/webhook/([^\s/?#\"'<>{}]{3,200})"),
    ),
    (
        "hooks.slack.com/",
        Kind.WEBHOOK,
        re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/([\w/-]{20,200})"),
    ),
    (
        "/api/webhooks/",
        Kind.WEBHOOK,
        re.compile(r"/api/webhooks/\d{10,22}/([\w-]{20,120})"),
    ),
    (
        "maker.ifttt.com/",
        Kind.TOKEN,
        re.compile(r"/with/key/([\w-]{10,80})"),
    ),
    ("/json/with/key/", Kind.TOKEN, re.compile(r"/json/with/key/([\w-]{10,80})")),
    ("/bot", Kind.TOKEN, re.compile(r"/bot(\d{6,12}:[\w-]{30,40})(?![\w-])")),
    ("hc-ping.com/", Kind.TOKEN, re.compile(r"hc-ping\.com/([\w-]{20,60})")),
    ("/ping/", Kind.TOKEN, re.compile(r"/ping/([0-9a-f-]{32,40})(?![\w-])")),
    ("calendar/ical/", Kind.TOKEN, re.compile(r"/private-([0-9a-f]{20,64})/")),
    ("webhook.office.com/", Kind.WEBHOOK, re.compile(r"webhook\.office\.com/([\w@/-]{30,400})")),
    ("chat.googleapis.com/", Kind.TOKEN, re.compile(r"[?&]token=([\w%-]{20,120})")),
    ("hooks.nabu.casa/", Kind.WEBHOOK, re.compile(r"hooks\.nabu\.casa/([\w=-]{20,400})")),
    ("hooks.zapier.com/", Kind.WEBHOOK, re.compile(r"/hooks/catch/\d{3,12}/([\w-]{5,40})")),
    (".make.com/", Kind.WEBHOOK, re.compile(r"hook\.\w{2,6}\.make\.com/(\w{20,60})")),
    (
        "/api/push/",
        Kind.TOKEN,
        re.compile(r"/api/push/(?=[a-z]*[A-Z0-9])([A-Za-z0-9]{8,40})(?![\w-])"),
    ),
    ("/heartbeat/", Kind.TOKEN, re.compile(r"/heartbeat/([A-Za-z0-9]{16,60})(?![\w-])")),
    ("freedns.afraid.org/", Kind.TOKEN, re.compile(r"/update\.php\?([\w=]{20,100})(?![\w&])")),
    ("sync.afraid.org/", Kind.TOKEN, re.compile(r"/u/([A-Za-z0-9]{16,40})(?![\w-])")),
    (
        "outlook.office365.com/",
        Kind.TOKEN,
        re.compile(r"/owa/calendar/[\w@.-]{10,120}/([\w-]{20,120})/"),
    ),
    ("icloud.com/published/", Kind.TOKEN, re.compile(r"/published/\d/([\w-]{30,400})")),
    (
        "api.telegram.org/",
        Kind.TOKEN,
        re.compile(r"/(?:file/)?bot(\d{6,12}:[\w-]{30,40})(?![\w-])"),
    ),
    ("/api/", Kind.TOKEN, re.compile(r"/api/([A-Za-z0-9-]{40})(?=/|[\s\"']|$)")),
    ("api.day.app/", Kind.TOKEN, re.compile(r"api\.day\.app/(\w{16,40})(?=[/?\s\"']|$)")),
    ("ftqq.com/", Kind.TOKEN, re.compile(r"ftqq\.com/(\w{16,80})\.send")),
    ("api.forecast.solar/", Kind.API_KEY, re.compile(r"forecast\.solar/(\w{16})/")),
    ("sms.ru/", Kind.API_KEY, re.compile(r"[?&]api_id=([\w-]{20,60})")),
    ("zvonok.com/", Kind.API_KEY, re.compile(r"[?&]public_key=(\w{20,60})")),
    # The session of a router, and the video of a camera.
    (";stok=", Kind.TOKEN, re.compile(r";stok=(\w{16,64})(?=/|$)")),
    (
        ":7441/",
        Kind.TOKEN,
        re.compile(r"rtsps?://[^\s/]{1,120}:744[17]/([A-Za-z0-9]{12,24})(?!\w)"),
    ),
)
# A name and a secret as parts of the path.
_IN_PATH: Final = re.compile(
    r"(?i)/(?:token|key|apikey|api_key|api-key|secret|auth|webhooks?|hooks?|push|private|feeds?|"
    r"share|shared|invite|session|ical)/"
    r"([\w.~+=-]{16,400})(?=[/?#\s\"'<>&]|$)"
)
# Cameras with the password in the path.
_CAMERA: Final = re.compile(
    r"(?i)[/&?_](?:password|passwd|pwd|pass)=([^\s\"'<>&_/]{2,80})_(?=[a-z]{2,12}=)"
)
_QUERY_ONLY: Final = re.compile(
    r"(?i)[?&;](?:appid|auth|sig|signature|key|code|sid|hash|k|t|apitoken|loginpas|usrpwd)="
    r"([^&\s\"'<>#;{}]{6,400})"
)


# Short keys of services, in the query of a URL.
_QUERY_KEY: Final = re.compile(
    r"(?i)[?&;]_?(?:key|k|appid|app_?id|api|auth|access|ak|sk|devkey"
    r"|licen[cs]e|login|sign|signature|sig|sid|session|t|ticket|tk|tok|uk)="
    r"([\w.~-]{8,80})(?=$|[&\s\"'<>#;,)\]\\])"
)
# A token at the end of the path of an interface: "https://api.x.com/sendMessage/TOKEN".
_LAST_PART: Final = re.compile(
    r"(?i)://[^\s\"'<>?#]{4,200}/(?:send|notify|hook|push|trigger|update|submit|report|publish|call|exec"
    r"|run|invoke|ingest|alert|wake|key|token|auth|access|secret)\w{0,20}/"
    r"([0-9a-f]{24,128}|[A-Za-z0-9]{32,128})(?=$|[/?#\s\"'<>\\])"
)
# A token after the version of an interface: "/api/v1/TOKEN/level".
_AFTER_VERSION: Final = re.compile(r"(?i)/(?:api|v\d{1,2})/([0-9a-f]{16,64})(?=[/?#\s\"'<>\\]|$)")
# A generated value of a query, with any name, and a key of digits.
_GENERATED: Final = re.compile(
    r"[?&;]([A-Za-z_][\w.-]{0,40})=([0-9a-f]{24,128}|[0-9A-F]{24,128})(?=$|[&\s\"'<>#;,)\]\\])"
)
_API_KEY: Final = re.compile(r"(?i)[?&;]api_?key=(\d{5,20})(?=$|[&\s\"'<>#;,)\]\\])")
# Its name says that it is no secret.
_PUBLIC: Final = frozenset(read_words("public_values"))
_MIN_DIGITS: Final = 4
# A name with a number after it: "sensor12", "kitchen-2".
_NUMBERED: Final = re.compile(r"[^\W\d]{2,60}(?:[-.]?[^\W\d]{2,60}){0,6}[-.]?\d{0,4}")
_PASS_PHRASE: Final = re.compile(r"[a-z]{2,20}(?:-[a-z]{1,20}){3,10}")
# Templates, and the word of GitHub after a token.
_NO_PASSWORDS: Final = ("{", "${", "$(", "x-oauth-basic")


def url_secrets(text: str) -> Iterator[Span]:
    """Yield the secrets in the URLs of a text."""
    if "/" not in text and "?" not in text:
        return
    if "@" in text:
        yield from _credentials(text)
    for marker, kind, pattern in _SERVICES:
        if marker in text:
            yield from _spans(pattern, text, kind)
    if "://" in text or ":\\/\\/" in text or text.startswith("/"):
        yield from _spans(_IN_PATH, text, Kind.TOKEN, is_random=True)
        yield from _spans(_CAMERA, text, Kind.PASSWORD)
        yield from _spans(_QUERY_ONLY, text, Kind.TOKEN, is_random=True)
        yield from _in_query(text)
        for pattern in (_LAST_PART, _AFTER_VERSION):
            for match in pattern.finditer(text):
                if _is_mixed(match[1]) and not _UUID.fullmatch(match[1]):
                    yield Span(match.start(1), match.end(1), Kind.TOKEN)


def _is_mixed(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return _MIN_DIGITS <= digits < len(text) - 1


def _in_query(text: str) -> Iterator[Span]:
    if "?" not in text:
        return
    for match in _API_KEY.finditer(text):
        yield Span(match.start(1), match.end(1), Kind.API_KEY)
    for match in _GENERATED.finditer(text):
        if (
            _is_mixed(match[2])
            and not _IS_PUBLIC.search(match[1])
            and _PUBLIC.isdisjoint(words(match[1]))
        ):
            yield Span(match.start(2), match.end(2), Kind.TOKEN)
    for match in _QUERY_KEY.finditer(text):
        value = match[1]
        is_mixed = sum(map(str.isdigit, value)) > 1 and any(map(str.isalpha, value))
        is_token = is_mixed and not _NUMBERED.fullmatch(value) and not _DATE.match(value)
        if (is_token or _PASS_PHRASE.fullmatch(value)) and is_literal(value):
            yield Span(match.start(1), match.end(1), Kind.TOKEN)


# Versions and checksums of files.
_IS_PUBLIC: Final = re.compile(r"(?i)^(?:[a-rt-z]|\w\w|ver)$|tag$|hash|cache|color|colour")
_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{1,4}[.x]\d")


def _credentials(text: str) -> Iterator[Span]:
    for match in _CREDENTIALS.finditer(text):
        if match[2] is None:
            # A token instead of a user name: "https://TOKEN@host".
            if looks_random(match[1], 12) and match[1].isalnum() and not match[1].islower():
                yield Span(match.start(1), match.end(1), Kind.CREDENTIAL_URL)
        elif is_literal(match[2]) and not match[2].startswith(_NO_PASSWORDS):
            yield Span(match.start(2), match.end(2), Kind.CREDENTIAL_URL)


def _spans(
    pattern: re.Pattern[str], text: str, kind: Kind, *, is_random: bool = False
) -> Iterator[Span]:
    for match in pattern.finditer(text):
        if is_literal(match[1]) and (not is_random or looks_random(match[1])):
            yield Span(match.start(1), match.end(1), kind)
