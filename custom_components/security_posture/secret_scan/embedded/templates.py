"""Find secrets in Jinja templates: in comparisons and assignments."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from ..entity_ids import is_entity
from ..key_names import SecretName, secret_name
from ..model import Kind
from ..value_patterns import is_code, is_secret, is_typed
from ..word_split import words
from .span import Span

_LITERAL: Final = r"(?:'[^'\n]{1,200}'|\"[^\"\n]{1,200}\"|(?<![\w.])\d{4,12}(?![\w.]))"
_LITERALS: Final = re.compile(_LITERAL)
# "==" and a literal or a list of literals.
_COMPARED: Final = re.compile(
    rf"(?:==|!=|\bin\b)\s{{0,4}}(\[[^\[\]]{{1,400}}\]|\([^()]{{1,400}}\)|{_LITERAL})"
)
_COMPARED_LEFT: Final = re.compile(rf"({_LITERAL})\s{{0,4}}(?:==|!=|\bin\b)([^%}}]{{1,120}})")
_IS_STATE: Final = re.compile(
    rf"\bis_state(?:_attr)?\(\s{{0,4}}['\"]([\w.]{{3,120}})['\"]\s{{0,4}},"
    rf"(?:\s{{0,4}}['\"](\w{{1,60}})['\"]\s{{0,4}},)?\s{{0,4}}({_LITERAL})"
)
_TYPED_LITERAL: Final = re.compile(r"(?:==|!=)\s{0,4}['\"]([\d*#]{4,12})['\"]")
# A program in a flow: "if (msg.payload.code === '4711')".
_COMPARED_CODE: Final = re.compile(
    r"(?i)[.\['\"](?:code|pin|kod|kode|codigo|passcode|usercode)\b['\"\]]{0,2}\s{0,3}===?\s{0,3}\\?['\"](\d{4,8})\\?['\"]"
)
_SET: Final = re.compile(r"\bset\s{1,4}(\w{1,60})\s{0,4}=([^%]{1,600})%\}")
_COMPARED_VARIABLE: Final = re.compile(r"(?:==|!=|\bin\b)\s{0,4}([A-Za-z_]\w{0,60})")
# What is typed on a keypad is a code.
_KEYPADS: Final = frozenset({"keypad", "tastenfeld", "tastatur", "clavier", "teclado", "tastiera"})
_TYPED_CODE: Final = SecretName(Kind.CODE, is_certain=True)
# The beginning of the left side of a comparison.
_BEGIN: Final = re.compile(r"\{\{|\{%-?|\band\b|\bor\b|\bif\b|\belif\b|\bnot\b|[,=?]")
_BEFORE: Final = 120
_NAMES: Final = re.compile(r"[A-Za-z_][\w.]{1,100}")


def template_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield the secrets that templates contain."""
    if "*" in text or "#" in text:
        for match in _TYPED_LITERAL.finditer(text):
            if is_typed(match[1]):
                yield Span(match.start(1), match.end(1), Kind.CODE)
    for match in _COMPARED.finditer(text):
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        begin = max((found.end() for found in _BEGIN.finditer(before)), default=0)
        yield from _literals(text, match.span(1), _compared_name(before[begin:]), is_access_context)
    for match in _COMPARED_LEFT.finditer(text):
        after = _BEGIN.split(match[2], maxsplit=1)[0]
        yield from _literals(text, match.span(1), _compared_name(after), is_access_context)
    for match in _IS_STATE.finditer(text):
        named = match[2] or match[1].rpartition(".")[2]
        what = secret_name(named) or (_TYPED_CODE if _KEYPADS.intersection(words(named)) else None)
        yield from _literals(text, match.span(3), what, is_access_context)
    compared: dict[str, SecretName | None] | None = None
    for match in _SET.finditer(text):
        what = secret_name(match[1])
        if what is None:
            compared = _compared_variables(text) if compared is None else compared
            what = compared.get(match[1])
        yield from _literals(text, match.span(2), what, is_access_context, is_value=True)


def program_codes(text: str) -> Iterator[Span]:
    """Yield the codes that a program in a text compares with what was typed."""
    for match in _COMPARED_CODE.finditer(text):
        yield Span(match.start(1), match.end(1), Kind.CODE)


def _compared_variables(text: str) -> dict[str, SecretName | None]:
    """Return what variables without telling names are compared with first."""
    found: dict[str, SecretName | None] = {}
    for match in _COMPARED_VARIABLE.finditer(text):
        if match[1] not in found:
            before = text[max(match.start() - _BEFORE, 0) : match.start()]
            begin = max((found.end() for found in _BEGIN.finditer(before)), default=0)
            found[match[1]] = _compared_name(before[begin:])
    return found


def _compared_name(expression: str) -> SecretName | None:
    """Return the meaning of the last known name in an expression."""
    for name in reversed(_NAMES.findall(expression)):
        # "states.input_text.alarm_code.state" and "trigger.event.data.code".
        for part in reversed(name.split(".")):
            # The arguments of a keypad command.
            if part == "args":
                return SecretName(Kind.CODE, is_certain=False)
            if what := secret_name(part):
                return what
    return None


def _literals(
    text: str,
    span: tuple[int, int],
    what: SecretName | None,
    is_access_context: Callable[[], bool],
    *,
    is_value: bool = False,
) -> Iterator[Span]:
    if what is None or (what.kind is not Kind.CODE and not what.is_certain):
        return
    if what.kind is Kind.CODE and not what.is_certain and not is_access_context():
        return
    arguments = _arguments(text, *span) if is_value and what.kind is not Kind.CODE else []
    for match in _LITERALS.finditer(text, *span):
        if any(begin <= match.start() < end for begin, end in arguments):
            continue
        quoted = match[0][0] in "'\""
        begin, end = match.start() + quoted, match.end() - quoted
        secret = text[begin:end]
        if what.kind is Kind.CODE:
            is_it = is_code(secret, is_certain=False)
        else:
            is_it = is_secret(what.kind, secret) and not is_entity(secret)
        if is_it:
            yield Span(begin, end, what.kind)


def _arguments(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return where the arguments of calls and the indices of an expression are."""
    found: list[tuple[int, int]] = []
    # Of each open bracket: where it is, and whether it belongs to a name before it.
    opened: list[tuple[int, bool]] = []
    before = ""
    for match in _PART.finditer(text, begin, end):
        part = match[0]
        if part in "([":
            is_of_name = before[-1:].isalnum() or before in (")", "]")
            opened.append((match.start(), is_of_name and before not in _OPERATORS))
        elif part in ")]" and opened:
            start, is_argument = opened.pop()
            if is_argument:
                found.append((start, match.end()))
        before = part
    found.extend((start, end) for start, is_argument in opened if is_argument)
    return found


_PART: Final = re.compile(r"'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|\w{1,100}|\S")
# Before a bracket, these are no names. The argument of `default` is a value.
_OPERATORS: Final = frozenset({"in", "and", "or", "not", "if", "else", "is", "default", "d"})


_TYPED: Final = re.compile(r"==\s{0,4}\"(\d{4,12})\"")


def lambda_codes(text: str) -> Iterator[Span]:
    """Yield the codes that an ESPHome lambda compares with typed input."""
    for match in _TYPED.finditer(text):
        yield Span(match.start(1), match.end(1), Kind.CODE)
