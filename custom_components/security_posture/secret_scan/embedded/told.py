"""Find passwords that people are told: "Wi-Fi: `Guests` / `welcome-27`"."""

from collections.abc import Iterator
import re
from typing import Final

from ..key_names import PASSWORDS, PHRASES, TOLD_PASSWORDS, secret_name
from ..model import Kind
from ..random_values import looks_like_password
from ..value_patterns import is_literal, is_secret
from ..word_split import fold, words
from .span import Span
from .wifi_words import WIFI, has_wifi

# A word in markup or quotes.
_MARKED: Final = re.compile(
    r"\*\*([^\s*]{4,63})\*\*|__([^\s_][^\s]{2,61}[^\s_])__|`([^\s`]{4,63})`"
    r"|<(?:b|i|strong|em|code|kbd|u|mark|tt|td|font[^<>]{0,60}|span[^<>]{0,60})>([^\s<>]{4,63})</"
    r"|[\u201c\u201e\u201d\u00ab\u00bb\u2039\u300c\u300e\u2018]\s?"
    r"([^\s\u201c\u201d\u00ab\u00bb\u203a\u300d\u300f\u2019]{2,63}"
    r"(?:[ ][^\s\u201c\u201d\u00ab\u00bb\u203a\u300d\u300f\u2019]{2,30}){0,4})\s?"
    r"[\u201c\u201d\u00ab\u00bb\u203a\u300d\u300f\u2019]"
    r"|(?<![\w=(\[{,])\\?[\"']([^\s\"'\\]{4,63})\\?[\"'](?![\w,:\])}])"
)
# Two words with a line between them: the name of a network and its password.
_PAIR: Final = re.compile(
    r"(?:^|(?<=[\s:\uff1a\u2013-]))[*_`\"'\u201e\u201c\u300c]{0,3}([^\s*`\"'/|]{1,40})[*_`\"'\u201c\u201d\u300d]{0,3}"
    r"(?:\s{1,2}[/|\uff0f]\s{1,2}|(?<=[*`\"'\u201c\u201d\u300d])[/|](?=[*`\"'\u201e\u201c\u300c]))"
    r"[*_`\"'\u201e\u201c\u300c]{0,3}([^\s*`\"'/|<>\u201c\u201d\u300d](?:[^\s*`\"/|<>\u201c\u201d\u300d]|(?<=\w)'(?=\w)){6,61}[^\s*`\"'/|<>,;.\u201c\u201d\u300d])(?=[*_`\"'\u201c\u201d\u300d]{0,3}(?:$|[\s.,;)<\n\\]))"
)
# A marked word after the name of a network and a comma.
_MARKED_PAIR: Final = re.compile(
    r"[:\uff1a*\s]\s{0,2}[\w.-]{3,32}[,;\u3001\uff0c]\s{1,2}(\*\*|`|__)([^\s*`]{8,63})\1"
)
# "Wi-Fi casa senha bemvindo2024"
_AFTER_WORD: Final = re.compile(
    r"([^\W\d_]{2,40})[\s:\uff1a=]{1,3}([^\s:=*`\"'<>{}()/|,;\\\uff0c\uff1b\u3001\u3002]{8,63})(?=$|[\s.,;<\\\uff0c\u3002])"
)
# With a sign between letters and digits: hardly a word of a language.
_STRONG: Final = re.compile(r"(?<=[\s:\uff1a])\w{1,40}[@!#$%&*][\w@!#$%&*+-]{1,60}(?=$|[\s,;)])")
_STRONG_SIGN: Final = re.compile(r"[@!#$%&*]")
_WORD: Final = re.compile(r"[^\W\d_]{2,40}")
# Between the word and the value.
_BETWEEN: Final = re.compile(
    r"(?i)[^\W\d_]{0,3}[\s:\uff1a=*_`|<>-]{0,4}"
    r"(?:(?:d[aeiou]|del|della|der|das|den|des|le|la|il|el|het|van|voor|til|till|para|for|f\u00fcr|f\u00f6r|pour|per"
    r"|na|k|do|to|the|our|guest|guests|wi-?fi|wlan|w-lan|wireless|hotspot|ssid|\u043e\u0442|\u0434\u043b\u044f)\s{1,2}){0,4}"
    r"(?:(?:wi-?fi|wlan|ssid)[\s:]{1,3})?"
    r"(?:(?:is|ist|lautet|est|es|e|to|la|l\u00e0|\u00e8|\u00e9|are|er|\u00e4r|on|to|jest|je|\u306f|\u304c|\uc740|\ub294|\u662f|\u4e3a|\u70ba)[\s:\uff1a]{1,3})?"
    r"[\s:\uff1a=*_`|<>\"'-]{0,6}"
)
_BEFORE: Final = 80
_NEAR: Final = 40
# Written without spaces.
_JOINED: Final = tuple(word for word in (*TOLD_PASSWORDS, *PASSWORDS) if not word.isascii())
# Beside a word for the wireless network.
_WIFI_KEYS: Final = frozenset(
    {
        *("code", "codes", "key", "kod", "kode", "koodi", "codigo", "codice", "cle", "clau", "pin"),
        *("nyckel", "noegle", "nokkel", "sleutel", "schlussel", "schluessel", "chave", "chiave"),
        *("klucz", "klic", "kulcs", "anahtar", "\u043a\u043b\u044e\u0447", "\u043a\u043e\u0434"),
    }
)
# "welcome-to-us", "pastel.de.nata", "haystack needle".
_JOINED_WORDS: Final = re.compile(r"[^\W\d_A-Z]{2,30}(?:[-.!+&][^\W\d_A-Z]{1,30}){2,6}")
_PHRASE: Final = re.compile(r"[^\W\d_]{3,30}(?:[ .][^\W\d_]{2,30}){1,4}")
# Without a digit: words with a line between them.
_WORDS: Final = re.compile(
    r"[^\W\d_A-Z]{1,30}(?:[-.!+&'][^\W\d_A-Z]{2,30}){1,6}[!.]?|\S{0,63}\d\S{0,63}"
)
# Names, numbers, and what a program is given.
_NO_WORD: Final = re.compile(
    r"(?i)\w{1,40}=\S{0,60}|-{1,2}[a-z][\w-]{0,40}|.{0,40}\d[GM](?:Hz|bit|bps|B/s).{0,40}"
    r"|\w{1,40}_\w{1,40}|[\w-]{1,40}(?:\.[\w-]{1,40}){1,8}|\d{1,3}(?:[.,]\d{1,6})?[^\W\d]{0,4}"
)
_MARKS: Final = ("`", "**", "__", "/", "|", "<", '"', "'", "\u201c", "\u201e", "\u300c", "\u00ab")


def told_secrets(text: str) -> Iterator[Span]:
    """Yield the passwords in a text for people."""
    is_of_wifi = has_wifi(text)
    if any(mark in text for mark in _MARKS):
        yield from _marked(text)
    for match in _STRONG.finditer(text) if _STRONG_SIGN.search(text) else ():
        if _is_strong(match[0]) and _follows_password(
            _line_before(text, match.start()), is_wifi=False
        ):
            yield Span(*match.span(), Kind.PASSWORD)
    if is_of_wifi:
        yield from _of_networks(text)


def _marked(text: str) -> Iterator[Span]:
    for match in _MARKED.finditer(text):
        group = match.lastindex or 0
        before = _line_before(text, match.start())
        is_wifi = WIFI.search(before) is not None
        if _follows_password(before, is_wifi=is_wifi) and (
            _is_told(match[group]) or (is_wifi and _is_phrase(match[group]))
        ):
            yield Span(*match.span(group), Kind.PASSWORD)


def _of_networks(text: str) -> Iterator[Span]:
    """Yield the passwords beside the name of a network."""
    for pattern in (_PAIR, _MARKED_PAIR):
        for match in pattern.finditer(text):
            before = _line_before(text, match.start(1))
            if WIFI.search(before) and _WORDS.fullmatch(match[2]) and _is_told(match[2]):
                yield Span(*match.span(2), Kind.PASSWORD)
    for match in _AFTER_WORD.finditer(text):
        is_joined = any(map(str.isdigit, match[2])) or _JOINED_WORDS.fullmatch(match[2])
        is_after = _is_password(match[1]) and WIFI.search(_line_before(text, match.start(2)))
        if is_joined and is_after and _is_told(match[2]):
            yield Span(*match.span(2), Kind.PASSWORD)


def _line_before(text: str, at: int) -> str:
    first = max(at - _BEFORE, 0)
    line = text[first:at]
    for end in ("\n", "\\n", "<br", "</p>"):
        line = line.rpartition(end)[2]
    return line


def _follows_password(before: str, *, is_wifi: bool) -> bool:
    """Return whether the last words of a text mean a password."""
    near = before[-_NEAR:]
    for match in reversed([*_WORD.finditer(near)][-6:]):
        pair = tuple(words(" ".join(near[: match.end()].split()[-2:])))
        is_named = _is_password(match[0]) or PHRASES.get(pair) is Kind.PASSWORD
        if is_named or (is_wifi and fold(match[0]) in _WIFI_KEYS):
            return _BETWEEN.fullmatch(near, match.end()) is not None
    return False


def _is_password(word: str) -> bool:
    plain = fold(word)
    # A verb.
    if plain == "pass":
        return False
    if plain in PASSWORDS or plain == "passe" or plain in TOLD_PASSWORDS:
        return True
    what = secret_name(plain)
    if what is not None and what.is_certain and what.kind is Kind.PASSWORD:
        return True
    return not plain.isascii() and any(each in plain for each in _JOINED)


def _is_told(text: str) -> bool:
    plain = text.strip(".,;:!?") or text
    if not is_literal(plain) or not is_secret(Kind.PASSWORD, plain) or _NO_WORD.fullmatch(plain):
        return False
    return looks_like_password(plain)


def _is_phrase(text: str) -> bool:
    """Return whether some words are the password of a network, after a word for it."""
    return _PHRASE.fullmatch(text) is not None and is_literal(text)


def _is_strong(text: str) -> bool:
    return (
        len(text) >= _STRONG_LENGTH
        and any(map(str.isdigit, text))
        and any(map(str.isalpha, text))
        and is_literal(text)
    )


_STRONG_LENGTH: Final = 8
