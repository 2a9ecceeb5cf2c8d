"""Find secrets that are the default values of variables: `${DB_PASSWORD:-secret}`."""

from collections.abc import Iterator
import re
from typing import Final

from ..key_names import secret_name
from ..model import Kind
from ..value_patterns import is_secret
from .span import Span

_DEFAULT: Final = re.compile(r"\$\{([A-Za-z_]\w{0,80}|\d):?[-=]([^{}]{1,200})\}")


def variable_defaults(text: str) -> Iterator[Span]:
    """Yield the default values of variables with a telling name."""
    for match in _DEFAULT.finditer(text):
        what = secret_name(match[1])
        if what is None or not what.is_certain or what.kind is Kind.CODE:
            continue
        if is_secret(what.kind, match[2]):
            yield Span(match.start(2), match.end(2), what.kind)


def variable_default(text: str) -> tuple[int, int] | None:
    """Return where the default value is, if a text is nothing but a variable."""
    match = _DEFAULT.fullmatch(text.strip()) if "${" in text else None
    if match is None:
        return None
    offset = len(text) - len(text.lstrip())
    return offset + match.start(2), offset + match.end(2)
