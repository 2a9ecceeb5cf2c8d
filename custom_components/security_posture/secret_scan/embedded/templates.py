"""Find secrets in Jinja templates: in comparisons and assignments."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from ..key_names import SecretName, secret_name
from ..model import Kind
from ..value_patterns import is_code, is_entity, is_secret
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
_SET: Final = re.compile(r"\bset\s{1,4}(\w{1,60})\s{0,4}=([^%]{1,600})%\}")
# What is typed on a keypad is a code.
_KEYPADS: Final = frozenset({"keypad", "tastenfeld", "tastatur", "clavier", "teclado", "tastiera"})
_TYPED_CODE: Final = SecretName(Kind.CODE, is_certain=True)
# The beginning of the left side of a comparison.
_BEGIN: Final = re.compile(r"\{\{|\{%-?|\band\b|\bor\b|\bif\b|\belif\b|\bnot\b|[,=?]")
_BEFORE: Final = 120
_NAMES: Final = re.compile(r"[A-Za-z_][\w.]{1,100}")


def template_secrets(text: str, is_access_context: Callable[[], bool]) -> Iterator[Span]:
    """Yield the secrets that templates contain."""
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
    for match in _SET.finditer(text):
        what = secret_name(match[1]) or _compared_with(text, match[1])
        yield from _literals(text, match.span(2), what, is_access_context)


def _compared_with(text: str, name: str) -> SecretName | None:
    """Return what a variable without a telling name is compared with."""
    match = re.search(rf"(?:==|!=|\bin\b)\s{{0,4}}{re.escape(name)}\b", text)
    if match is None:
        return None
    before = text[max(match.start() - _BEFORE, 0) : match.start()]
    begin = max((found.end() for found in _BEGIN.finditer(before)), default=0)
    return _compared_name(before[begin:])


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
    text: str, span: tuple[int, int], what: SecretName | None, is_access_context: Callable[[], bool]
) -> Iterator[Span]:
    if what is None or (what.kind is not Kind.CODE and not what.is_certain):
        return
    if what.kind is Kind.CODE and not what.is_certain and not is_access_context():
        return
    for match in _LITERALS.finditer(text, *span):
        quoted = match[0][0] in "'\""
        begin, end = match.start() + quoted, match.end() - quoted
        secret = text[begin:end]
        if what.kind is Kind.CODE:
            is_it = is_code(secret, is_certain=False)
        else:
            is_it = is_secret(what.kind, secret) and not is_entity(secret)
        if is_it:
            yield Span(begin, end, what.kind)


_TYPED: Final = re.compile(r"==\s{0,4}\"(\d{4,12})\"")


def lambda_codes(text: str) -> Iterator[Span]:
    """Yield the codes that an ESPHome lambda compares with typed input."""
    for match in _TYPED.finditer(text):
        yield Span(match.start(1), match.end(1), Kind.CODE)
