"""Split templates and code: comments, literals, the user's own variables."""

from collections.abc import Callable, Iterator
from enum import StrEnum
import re
from typing import Final

from .. import vocabulary
from ..secret_scanner import cached_until_forgotten, fold
from .identifiers import SLUG, identifier_use
from .model import Part, Use
from .texts import LOOK_AT, NAMED_DOMAINS, literal_use, split_text


class Language(StrEnum):
    """The language of code in a value."""

    JINJA = "jinja"
    SCRIPT = "script"  # JavaScript of cards
    CPP = "cpp"  # ESPHome


_OPEN: Final = re.compile(r"\{\{|\{%|\{#|\[\[\[")
_STRING: Final = r"'(?:[^'\\]|\\.)*+(?:'|\\?\Z)|\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z)"
_NUMBER: Final = r"(?P<number>(?:(?<=[(,\[=:\s])-)?\d[\d.]*+)"
_NAME: Final = r"[^\W\d]\w*+"
_OF_CODE: Final = r"|`(?:[^`\\]|\\.)*+(?:`|\\?\Z)"
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
    return ("{" in text or "[[[" in text) and _OPEN.search(text) is not None


# Literals beside the entity of a person are names.
_PEOPLE: Final = re.compile(r"\bperson\b")
_STATES: Final = frozenset({"home", "away", "person", "zone", "on", "off", "unknown"})
_ONE_WORD: Final = re.compile(r"[^\W\d_]{2,40}(?:[ _-][^\W\d_]{2,40})?")

_NAMED: Final = re.compile(r"['\"]([a-z]\w{1,40})['\"]\s{0,4}:\s{0,4}['\"]([^\W\d_]{2,40})['\"]")


def _is_named(key: str, name: str) -> bool:
    """Return whether a key is a name that is written out: in capitals, or in its own script."""
    return name.lower() == name.upper() or (name[:1].isupper() and fold(name) == key)


@cached_until_forgotten(8)
def _people(text: str) -> tuple[bool, frozenset[int]]:
    """Return whether a text is about people, and where its literals are names."""
    pairs = [pair for pair in _NAMED.finditer(text) if _is_named(*pair.groups())]
    return _PEOPLE.search(text) is not None, frozenset(
        at for pair in pairs for at in (pair.start(1), pair.start(2))
    )


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
    return Use.VALUE if use in (Use.KEYWORD, Use.NEVER_A_NAME) else use


class _Code:
    """The code of one block."""

    def __init__(self, text: str, use: Use, language: Language, stop: int) -> None:
        self._text = text
        self._use = use
        self._language = language
        self._stop = stop
        # The names of "states.light.porch" that were read, and what follows: "." or "[".
        self._chain: tuple[str, ...] = ()
        self._follows = ""
        self._before = ""  # the sign, or the kind of token, before a token
        self._called = ""  # the last name
        self._is_of_id = False  # literals are compared with an id
        self._is_of_people, self._names = _people(text)
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
                    self._before = _OPERAND
                case "name":
                    yield from self._name(match)
                    self._before = _OPERAND
                case "sign":
                    self._sign(match[0])
                case _:
                    # Codes and coordinates.
                    yield Part(*match.span(), Use.VALUE)
                    self._before = _OPERAND

    def _sign(self, sign: str) -> None:
        if sign == "." or (sign == "[" and self._before in (_OPERAND, "]", ")")):
            self._follows = sign
        elif sign != "]":
            self._follows = ""
        self._before = sign

    def _name(self, match: re.Match[str]) -> Iterator[Part]:
        name = match[0]
        above = self._chain if self._follows == "." else ()
        self._chain = (*above[-3:], name)
        self._follows = ""
        if name not in _COMPARISON:
            self._is_of_id = bool(above) and name in _IDS
        if _is_object(above) or (self._before == "(" and self._called == "id"):
            found = Use.OBJECT_ID
        elif vocabulary.is_ordinary(name) and (above or not self._is_of_person(name)):
            found = Use.KEYWORD
        else:
            found = identifier_use(name)
        self._called = name
        if found is not Use.KEYWORD:
            yield Part(*match.span(), found)

    def _is_of_person(self, name: str) -> bool:
        """Return whether a variable may be called after a person of its template."""
        return self._is_of_people and f"person.{name}" in self._text

    def _string(self, begin: int, after: int) -> Iterator[Part]:
        """Yield the parts of a literal, from its first character to the one after its quote."""
        is_closed = begin < after <= self._stop and self._text[after - 1] == self._text[begin - 1]
        end = after - 1 if is_closed else after
        literal = self._text[begin:end]
        if self._text[begin - 1] == "`":
            yield from _script_text(self._text, begin, end, self._use)
            return
        above = self._chain if self._follows == "[" else ()
        if above:
            self._chain = (*above[-3:], literal)
        if SLUG.fullmatch(literal) and (self._is_of_id or _is_object(above)):
            yield Part(begin, end, Use.OBJECT_ID)
            return
        is_name = begin in self._names or (
            self._is_of_people and self._before != "=" and literal not in _STATES
        )
        if is_name and _ONE_WORD.fullmatch(literal):
            yield Part(begin, end, Use.NAME)
            return
        if self._before == "=" and self._called == _ATTRIBUTE and vocabulary.is_keyword(literal):
            return
        use = literal_use(literal, self._use)
        if use is Use.OBJECT_ID and vocabulary.is_keyword(literal):
            use = Use.VALUE
        yield from split_text(self._text, use, begin, end)


_OPERAND: Final = "operand"
_COMPARISON: Final = ("in", "not", "is")
_IDS: Final = ("id", "device_id")
# An argument of filters: `sort(attribute='price')`.
_ATTRIBUTE: Final = "attribute"


def _is_object(above: tuple[str, ...]) -> bool:
    """Return whether what follows some names is the object id of an entity."""
    return above[-2:-1] == ("states",) and above[-1] in NAMED_DOMAINS


_INSERTED: Final = re.compile(r"\$\{")


def _script_text(text: str, begin: int, end: int, use: Use) -> Iterator[Part]:
    """Yield the parts of a text between backticks, with the code in it."""
    done = begin
    while match := _INSERTED.search(text, done, end):
        yield from split_text(text, use, done, match.start())
        close = text.find("}", match.end(), end)
        close = end if close < 0 else close
        yield from _Code(text, Use.VALUE, Language.CPP, close).parts(match.end())
        done = min(close + 1, end)
    yield from split_text(text, use, done, end)
