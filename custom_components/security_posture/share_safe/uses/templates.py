"""Split templates and code: comments, literals, the user's own variables."""

from collections.abc import Callable, Iterator
from enum import StrEnum
import re
from typing import Final, NamedTuple

from .. import vocabulary
from .identifiers import SLUG, identifier_use
from .model import Part, Use
from .texts import LOOK_AT, NAMED_DOMAINS, literal_use, split_text


class Language(StrEnum):
    """The language of code in a value."""

    JINJA = "jinja"
    SCRIPT = "script"  # JavaScript of cards
    CPP = "cpp"  # ESPHome


_OPEN: Final = re.compile(r"\{\{|\{%|\{#|\[\[\[")
_STRING: Final = r"'(?:[^'\\]|\\.)*+(?:'|\Z)|\"(?:[^\"\\]|\\.)*+(?:\"|\Z)"
_NUMBER: Final = r"(?P<number>(?:(?<=[(,\[=:\s])-)?\d[\d.]*+)"
_NAME: Final = r"[^\W\d]\w*+"
_OF_CODE: Final = r"|`(?:[^`\\]|\\.)*+(?:`|\Z)"
_REMARK: Final = r"(?P<remark>//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))"
_TOKENS: Final = {
    Language.JINJA: re.compile(
        rf"(?P<end>-?\}}\}}|-?%\}})|(?P<string>{_STRING})|(?P<name>{_NAME})|{_NUMBER}|(?P<sign>\S)",
        re.DOTALL,
    ),
    Language.SCRIPT: re.compile(
        rf"(?P<end>\]\]\])|{_REMARK}|(?P<string>{_STRING}{_OF_CODE})|(?P<name>{_NAME})|{_NUMBER}"
        r"|(?P<sign>\S)",
        re.DOTALL,
    ),
    Language.CPP: re.compile(
        rf"{_REMARK}|(?P<string>{_STRING})|(?P<name>{_NAME})|{_NUMBER}|(?P<sign>\S)", re.DOTALL
    ),
}


def has_template(text: str) -> bool:
    """Return whether a text contains a template."""
    return _OPEN.search(text) is not None


type Split = Callable[[str, Use, int, int | None], Iterator[Part]]


def split_template(text: str, use: Use, outside: Split = split_text) -> Iterator[Part]:
    """Yield the parts of a text that may contain templates; `outside` splits the text between."""
    stop = len(text)
    done = 0
    while match := _OPEN.search(text, done, stop):
        yield from outside(text, _of_text(text, use, done, match.start()), done, match.start())
        if match[0] == "{#":
            close = text.find("#}", match.end(), stop)
            close = stop if close < 0 else close
            yield from split_text(text, Use.TEXT, match.end(), close)
            done = min(close + 2, stop)
            continue
        language = Language.SCRIPT if match[0] == "[[[" else Language.JINJA
        code = _Code(text, _of_literals(use), language, stop)
        yield from code.parts(match.end())
        done = code.end
    yield from outside(text, _of_text(text, use, done, stop), done, stop)


def _of_text(text: str, use: Use, begin: int, end: int) -> Use:
    """Return the use of the text between templates: in a value, it can be for people."""
    return literal_use(text[begin : min(end, begin + LOOK_AT)], use)


def split_code(text: str, language: Language) -> Iterator[Part]:
    """Yield the parts of a text that is code as a whole."""
    yield from _Code(text, Use.VALUE, language, len(text)).parts(0)


def _of_literals(use: Use) -> Use:
    return Use.VALUE if use in (Use.KEYWORD, Use.OPAQUE) else use


class _Chain(NamedTuple):
    """The names of "states.light.porch" that were read."""

    names: tuple[str, ...] = ()
    is_open: bool = False  # a dot follows


class _Code:
    """The code of one block."""

    def __init__(self, text: str, use: Use, language: Language, stop: int) -> None:
        self._text = text
        self._use = use
        self._language = language
        self._stop = stop
        self._chain = _Chain()
        self._before = ""  # the sign or "name" before a token
        self.end = stop

    def parts(self, begin: int) -> Iterator[Part]:
        """Yield the parts up to the end of the block."""
        for match in _TOKENS[self._language].finditer(self._text, begin, self._stop):
            match match.lastgroup:
                case "end":
                    self.end = match.end()
                    return
                case "remark":
                    yield from split_text(self._text, Use.TEXT, match.start() + 2, match.end())
                case "string":
                    yield from self._string(match.start() + 1, match.end())
                    self._before = "string"
                case "name":
                    yield from self._name(match)
                    self._before = "name"
                case "sign":
                    self._chain = _Chain(self._chain.names, match[0] == ".")
                    self._before = match[0]
                case _:
                    # Codes and coordinates.
                    yield Part(*match.span(), Use.VALUE)
                    self._before = "number"

    def _name(self, match: re.Match[str]) -> Iterator[Part]:
        name = match[0]
        above = self._chain.names if self._chain.is_open else ()
        self._chain = _Chain((*above[-3:], name))
        is_state = above[-2:-1] == ("states",) and above[-1] in NAMED_DOMAINS
        if is_state or (self._before == "(" and self._called == "id"):
            found = Use.OBJECT_ID
        elif above and vocabulary.is_ordinary(name):
            found = Use.KEYWORD
        else:
            found = identifier_use(name)
        self._called = name
        if found is not Use.KEYWORD:
            yield Part(*match.span(), found)

    _called = ""

    def _string(self, begin: int, after: int) -> Iterator[Part]:
        """Yield the parts of a literal, from its first character to the one after its quote."""
        closed = after <= self._stop and self._text[after - 1] == self._text[begin - 1]
        end = after - 1 if closed and after > begin else after
        literal = self._text[begin:end]
        is_id = self._chain.names[-1:] in (("id",), ("device_id",))
        if is_id and SLUG.fullmatch(literal):
            yield Part(begin, end, Use.OBJECT_ID)
            return
        if self._text[begin - 1] == "`":
            yield from _script_text(self._text, begin, end, self._use)
            return
        use = literal_use(literal, self._use)
        if use is Use.OBJECT_ID and vocabulary.is_keyword(literal):
            use = Use.VALUE
        yield from split_text(self._text, use, begin, end)


_INSERTED: Final = re.compile(r"\$\{")


def _script_text(text: str, begin: int, end: int, use: Use) -> Iterator[Part]:
    """Yield the parts of a text between backticks, with the code in it."""
    done = begin
    while match := _INSERTED.search(text, done, end):
        yield from split_text(text, use, done, match.start())
        close = text.find("}", match.end(), end)
        close = end if close < 0 else close
        yield from _Code(text, Use.VALUE, Language.CPP, close).parts(match.end())
        done = close
    yield from split_text(text, use, done, end)
