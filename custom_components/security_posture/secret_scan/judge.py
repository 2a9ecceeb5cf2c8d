"""One value of one file: is it a secret?"""

from __future__ import annotations

from collections.abc import Iterator

from .files import Role, SourceFile
from .inside import secrets_inside
from .keys import secret_kind
from .model import Finding, Kind
from .nodes import Value
from .texts import is_default, is_entity, is_literal

# How sure a finding is: by the name of its key, by its form inside a text.
BY_KEY = 0.95
BY_FORM = 0.9
# Tags that stand for a value which is elsewhere.
_ELSEWHERE = ("!secret", "!include", "!input", "!env_var", "!lambda", "!extend", "!remove")
_SHORTEST = {Kind.CODE: 3, Kind.PASSWORD: 1, Kind.WEBHOOK: 1}
_SHORTEST_OTHER = 4
# What Home Assistant writes into every new secrets.yaml, for nothing.
EXAMPLE = (("some_password",), "welcome")
# What people type on a keypad.
LONGEST_CODE = 16


def findings(file: SourceFile, value: Value) -> Iterator[Finding]:
    """Yield the secrets in a value."""
    if value.tag and value.tag.startswith(_ELSEWHERE):
        return
    if file.role is Role.SECRETS:
        # Literal secrets belong here; what everybody knows belongs nowhere.
        if is_default(value.text) and (value.path, value.text) != EXAMPLE:
            yield _by_key(file, value, Kind.PASSWORD, value.text)
        return
    kind = secret_kind(value.path, file.role)
    if kind and value.place is None and _is_secret(kind, value.text.strip()):
        yield _by_key(file, value, kind, value.text)
        return
    if file.role is Role.COMPOSE and value.place is not None:
        name, _, text = value.text.partition("=")
        kind = secret_kind((name,), Role.ENV)
        if kind and _is_secret(kind, text):
            yield _by_key(file, value, kind, text)
            return
    yield from _by_form(file, value)


def _by_key(file: SourceFile, value: Value, kind: Kind, text: str) -> Finding:
    return Finding(
        file=file.name,
        line=value.line,
        end_line=value.end_line,
        key=".".join(value.path),
        kind=kind,
        confidence=BY_KEY,
        is_default=is_default(text),
    )


def _by_form(file: SourceFile, value: Value) -> Iterator[Finding]:
    for begin, kind, known in secrets_inside(value.text):
        line, end_line = value.line, value.end_line
        if "\n" in value.text:
            # A block, which keeps its lines: the first is the one after its sign.
            line = end_line = min(line + 1 + value.text.count("\n", 0, begin), end_line)
        yield Finding(
            file=file.name,
            line=line,
            end_line=end_line,
            key=".".join(value.path),
            kind=kind,
            confidence=BY_FORM,
            is_default=known,
        )


def _is_secret(kind: Kind, text: str) -> bool:
    if len(text) < _SHORTEST.get(kind, _SHORTEST_OTHER) or not is_literal(text):
        return False
    if kind is Kind.CODE:
        return text.isdecimal() or (len(text) <= LONGEST_CODE and not text.isalpha())
    return not is_entity(text) and not text.startswith(("/", "./"))
