"""Find `name: secret` pairs in headers, payloads, queries and command options."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from ..key_names import SecretName, secret_name
from ..model import Kind
from ..random_values import looks_like_password
from ..references import is_expression
from ..value_patterns import is_literal, is_secret
from .span import Span

# A name and its separator; the value is parsed by hand to avoid backtracking.
_NAME: Final = re.compile(
    r"(?<![^\W_])(?<![$@])([^\W\d][\w.-]{0,60})(?:\\?[\"'])?\s{0,4}(=>|=|:(?!//))\s{0,4}(\\?[\"'])?"
)
# The same in a sentence: "the door code is 4711".
_SENTENCE: Final = re.compile(
    r"(?<![^\W_])([^\W\d_]{2,40})"
    r"(\s(?:is|ist|lautet|est|es|are|\u00e8)\s)(?:now |jetzt )?(\\?[\"'])?"
)
_IS: Final = re.compile(r"\s(?:is|ist|lautet|est|es|are|\u00e8)\s")
_BARE_END: Final = re.compile(r"[\s,;&\"'<>(){}\[\]|`]|\\[nr\"']")
_SCHEME: Final = re.compile(r"(?i)(?:bearer|basic|token|digest|apikey)(?:\s{1,4}|%20)(?=\S)")
# After the value of an option: the end, or the next option.
_AFTER_OPTION: Final = re.compile(r"\s{0,4}(?:$|--?[A-Za-z]|[|&;>\\\n]|\d>)")
# Before a pair in a list of pairs: "host=x user=y ".
_PAIR_BEFORE: Final = re.compile(r"[\w.-]{1,40}=[^\s;]{0,100}\s$")
_CODE: Final = re.compile(
    r"(?m)^\s{0,40}(?:import |from \w{1,40} import |def |class |const |let |var |function |"
    r"return\b|print\(|for \w{1,40} in |#include|auto |async |await )"
)
# Objects of programs whose attributes are no literals.
_OBJECTS: Final = frozenset(
    {
        *("self", "this", "config", "cfg", "conf", "args", "options", "opts", "data", "params"),
        *(
            "props",
            "process",
            "os",
            "env",
            "window",
            "document",
            "request",
            "req",
            "response",
            "res",
        ),
        *(
            "event",
            "state",
            "states",
            "hass",
            "user",
            "settings",
            "ctx",
            "context",
            "trigger",
            "json",
        ),
        *("payload", "value_json", "value", "auth", "session", "secrets", "secret", "module", "np"),
        *("input", "result", "item", "msg", "flow", "global", "yaml", "kwargs", "parser", "server"),
    }
)
_SNAKE: Final = re.compile(r"[A-Za-z]{1,40}(?:_[A-Za-z]{1,40}){1,8}")
# Of a shell. A name after its sign is no name of a value.
VARIABLE: Final = re.compile(r"\$\{?[\w@*#]{1,80}\}?")
_SIGN: Final = re.compile(r"\$\{?\w{0,60}$")
# Of one long word, so many names are examined.
_MAX_NAMES: Final = 8
# Words before a name: "API key: ...".
_WORDS_BEFORE: Final = re.compile(r"(?:[^\W\d_]{1,20}[ ]){1,3}$")
_ELEMENT: Final = re.compile(r"<(?:\w{1,20}:)?(\w{2,60})>([^<>]{1,400})</")
# A login with short names: {"u": "me", "p": "secret"}, "?u=me&p=secret".
_USER: Final = re.compile(
    r"(?i)[\"'?&](?:u|un|usr|user|user_?name|login|email)(?:\\?[\"']\s{0,3}:|=)"
)
_SHORT_PASSWORD: Final = re.compile(
    r"(?:\\?[\"'](?:p|pw|system_?[cC]ode)\\?[\"']\s{0,3}:\s{0,3}\\?[\"']|[?&]p=)([^\s\"'\\{}&]{4,100})(?=[\"'\\&\s]|$)"
)
MAX_SECRET: Final = 4_000
_MARKUP: Final = ("**", "__", "\u201e", "\u201c", "\u00ab", "\u300c")
# Longer than any word of a sentence.
LONG: Final = 20


def pair_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield the secrets with a name before them."""
    if _USER.search(text):
        for match in _SHORT_PASSWORD.finditer(text):
            if is_literal(match[1]) and looks_like_password(match[1]):
                yield Span(*match.span(1), Kind.PASSWORD)
    if "</" in text:
        yield from _in_elements(text)
    found = Pairs(text, is_access_context)
    for match in _SENTENCE.finditer(text) if _IS.search(text) else ():
        yield from found.read(match)
    if "=" in text or ":" in text:
        found = Pairs(text, is_access_context)
        for match in _NAME.finditer(text):
            yield from found.read(match)


def _in_elements(text: str) -> Iterator[Span]:
    for match in _ELEMENT.finditer(text):
        what = secret_name(match[1])
        if what and what.is_certain and is_secret(what.kind, match[2]):
            yield Span(*match.span(2), what.kind)


class Pairs:
    """Names and values of a text, read from its beginning to its end."""

    def __init__(self, text: str, is_access_context: Callable[[], bool]) -> None:
        self._text = text
        self._is_access_context = is_access_context
        self._is_code: bool | None = None
        # The end of the word that was read last, and the names that were read in it.
        self._end_of_word = self._names = 0

    def read(self, match: re.Match[str]) -> Iterator[Span]:
        """Yield the value after a name, if it is a secret."""
        what = secret_name(match[1])
        if what is None or not what.is_certain:
            before = _WORDS_BEFORE.search(self._text[max(match.start() - 60, 0) : match.start()])
            previous = before[0].split() if before else []
            longer = (
                secret_name(" ".join((*previous[n:], match[1]))) for n in range(len(previous))
            )
            what = next((each for each in longer if each and each.is_certain), what)
        if what is None or _SIGN.search(self._text[max(match.start() - 62, 0) : match.start()]):
            return
        if what.kind is Kind.CODE and not (
            what.is_certain or what.is_pin or self._is_access_context()
        ):
            return
        yield from self.value(match, match[3], what)

    def value(
        self, match: re.Match[str], quote: str | None, what: SecretName, *, is_option: bool = False
    ) -> Iterator[Span]:
        """Yield what follows a name."""
        text, begin = self._text, match.end()
        end = self._end(begin, quote)
        # Without quotes, the value ended at the space after the scheme.
        scheme = _SCHEME.match(text, begin) if quote is None else _SCHEME.match(text, begin, end)
        if match[0].endswith("=") and text[begin - 1 : begin] == "=":
            scheme = None  # of a shell: the value ends here
        if scheme:
            begin = scheme.end()
            end = self._end(begin, quote)
        if end <= begin or self._names > _MAX_NAMES:
            return
        secret = text[begin:end]
        # Markup, and quotes of a language, are read with the sentence.
        if quote is None and secret.startswith(_MARKUP):
            return
        is_certain = what.is_certain or what.kind is Kind.CODE
        if what.kind is Kind.CODE:
            secret = secret.rstrip("#*")
            if not secret.isdecimal():
                return
        if VARIABLE.fullmatch(secret) or not is_secret(what.kind, secret, is_certain=is_certain):
            return
        if quote is None and not self._is_literal(match, end, secret, what, is_option=is_option):
            return
        yield Span(begin, end, what.kind)

    def _end(self, begin: int, quote: str | None) -> int:
        text = self._text
        if quote is not None:
            self._names = 0
            end = text.find(quote, begin, begin + MAX_SECRET)
            return end if end >= 0 else begin
        if begin < self._end_of_word:
            self._names += 1
            return self._end_of_word
        match = _BARE_END.search(text, begin, begin + MAX_SECRET)
        self._names = 0
        self._end_of_word = match.start() if match else min(len(text), begin + MAX_SECRET)
        return self._end_of_word

    def _is_literal(
        self, match: re.Match[str], end: int, secret: str, what: SecretName, *, is_option: bool
    ) -> bool:
        """Return whether text without quotes is a value, and no code and no word of a sentence."""
        is_assigned = not is_option and match[0].rstrip(" ").endswith("=")
        is_spaced = is_assigned and match[0] != match[1] + "="
        if self._is_expression(secret, end, is_spaced=is_spaced):
            return False
        if looks_like_password(secret) or len(secret) >= LONG:
            return True
        if what.kind is not Kind.PASSWORD:
            return False
        if is_option:
            return _AFTER_OPTION.match(self._text, end) is not None
        return is_assigned and not is_spaced and self._is_listed(match.start(), end)

    def _is_expression(self, secret: str, end: int, *, is_spaced: bool) -> bool:
        if self._text[end : end + 1] in ("(", "[") or (is_spaced and _SNAKE.fullmatch(secret)):
            return True
        return is_expression(secret) and (
            secret.partition(".")[0] in _OBJECTS or (is_spaced and self._is_program())
        )

    def _is_program(self) -> bool:
        if self._is_code is None:
            self._is_code = _CODE.search(self._text) is not None
        return self._is_code

    def _is_listed(self, begin: int, end: int) -> bool:
        """Return whether a pair is one of a list: of a query, of a connection string."""
        text = self._text
        if text[end : end + 1] not in ("", *";&\"' \n"):
            return False
        if begin and text[begin - 1] in ";?&":
            return True
        return _PAIR_BEFORE.search(text[max(begin - 150, 0) : begin]) is not None
