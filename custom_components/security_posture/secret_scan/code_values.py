"""Read the texts in source code and settings, with the names they belong to.

Nothing is run or parsed as a language: strings, names and brackets are enough.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import re
from typing import Final

from .line_values import commented, setting_values, shell_values
from .tree import Mapping, Scalar
from .yaml_values import Ancestors, YamlValue

PYTHON: Final = "python"
JAVASCRIPT: Final = "javascript"
SHELL: Final = "shell"
INI: Final = "ini"

_STRINGS: Final = (
    r"(?P<long>\"\"\"|''')|"
    r"(?P<string>\"(?:[^\"\\\n]|\\.){0,8000}+\"?|'(?:[^'\\\n]|\\.){0,8000}+'?)"
)
_NAME: Final = r"(?P<name>(?:[^\W\d]|\$)[\w$]{0,80})"
_TOKENS: Final[dict[str, re.Pattern[str]]] = {
    PYTHON: re.compile(
        rf"(?P<prefix>\b[rRbBuUfF]{{1,2}}(?=[\"']))|{_STRINGS}|(?P<comment>#[^\n]*)|{_NAME}|"
        r"(?P<number>\b\d{4,12}\b)|(?P<sign>==|!=|->|[=:,.;(){}\[\]\n])"
    ),
    JAVASCRIPT: re.compile(
        rf"{_STRINGS}|(?P<template>`)|(?P<comment>//[^\n]*)|(?P<block>/\*)|{_NAME}|"
        r"(?P<number>\b\d{4,12}\b)|(?P<sign>===?|!==?|=>|[=:,.;(){}\[\]\n])"
    ),
}
_ENDS: Final = {"long": None, "template": "`", "block": "*/"}
_MAX_DEPTH: Final = 40
_ASSIGNS: Final = frozenset({"=", ":", "==", "===", "!=", "!=="})
# Arguments after a user name that are passwords: `login("me", "secret")`.
_LOGINS: Final = frozenset(
    {
        "login",
        "username_pw_set",
        "auth",
        "HTTPBasicAuth",
        "HTTPDigestAuth",
        "BasicAuth",
        "basicAuth",
    }
)
# Functions whose second argument is the value of the first: `setItem("token", "secret")`.
_SETTERS: Final = frozenset(
    {
        *("set", "setItem", "setenv", "putenv", "get", "getenv", "setdefault", "setProperty"),
        *("add_header", "setHeader", "header", "append", "setRequestHeader", "set_value"),
    }
)
# Functions that declare an option: `add_argument("--token", default="secret")`.
_DECLARATIONS: Final = frozenset({"add_argument", "add_option", "option"})
_PASSWORD: Final = "password"  # noqa: S105 - the name


def code_values(text: str, language: str) -> Iterator[YamlValue]:
    """Yield the texts of a file with the keys they belong to; offsets are those of the file."""
    read: Callable[[str], Iterator[YamlValue]]
    if language in _TOKENS:
        return _Code(text, _TOKENS[language], is_python=language == PYTHON).values()
    read = shell_values if language == SHELL else setting_values
    return read(text)


@dataclass(slots=True)
class _Level:
    """An open bracket: the names outside of it, and what was written last inside."""

    keys: tuple[str, ...]
    sign: str = ""
    is_list: bool = False
    number: int = 0  # of commas
    function: str = ""
    first: str | None = None  # the first argument
    name: str | None = None  # before "=", ":" or "=="
    is_named: bool = False
    sign_before: str = ""  # of the name: "=", ":"
    mapping: Mapping = field(default_factory=lambda: Mapping(1))


class _Code:
    """Source code, read from the beginning to the end."""

    def __init__(self, text: str, tokens: re.Pattern[str], *, is_python: bool) -> None:
        self._text = text
        self._tokens = tokens
        self._is_python = is_python
        self._line, self._counted = 1, 0
        self._levels = [_Level(())]
        self._is_format = False
        self._skip = 0
        self._before = self._last_name = ""

    def values(self) -> Iterator[YamlValue]:
        """Yield the strings, the numbers that codes can be, and the comments."""
        at = 0
        while (match := self._tokens.search(self._text, at)) is not None:
            at = match.end()
            kind = match.lastgroup or ""
            if kind in _ENDS:
                sign = _ENDS[kind] or match[0]
                end = self._text.find(sign, at)
                end = len(self._text) if end < 0 else end
                yield from self._string(at, end, kind)
                at = end + len(sign)
            elif kind == "string":
                is_closed = len(match[0]) > 1 and match[0][-1] == match[0][0]
                yield from self._string(match.start() + 1, at - is_closed, kind)
            elif kind == "number":
                yield from self._number(match)
            elif kind == "comment":
                yield from self._comment(match)
            elif kind == "prefix":
                self._is_format = "f" in match[0].lower()
            elif kind == "name":
                self._name(match[0])
            else:
                self._sign(match[0])

    def _name(self, name: str) -> None:
        self._before = self._last_name = name
        level = self._levels[-1]
        if not level.is_named:
            level.name = name

    def _sign(self, sign: str) -> None:
        level = self._levels[-1]
        before, self._before = self._before, sign
        if sign in "([{":
            self._open(sign, is_value=level.is_named and before in _ASSIGNS)
        elif sign in ")]}":
            self._close(sign)
        elif sign in _ASSIGNS:
            if level.is_named and level.sign_before == sign == "=" and before == self._last_name:
                level.name = before  # "a = b = ..."
            level.sign_before = sign
            level.is_named = level.name is not None
        elif sign in ",;" or (sign == "\n" and level.sign in ("", "{") and before not in _ASSIGNS):
            level.name, level.is_named = None, False
            level.number += sign == ","

    def _open(self, sign: str, *, is_value: bool) -> None:
        level = self._levels[-1]
        if len(self._levels) >= _MAX_DEPTH:
            self._skip += 1
            return
        is_call = sign == "(" and not is_value
        keys = (*level.keys, level.name) if level.name and not is_call else level.keys
        opened = _Level(keys, sign, function=(level.name or "") if is_call else "")
        if sign == "(" and is_value:
            # Only brackets around a value.
            opened.keys, opened.name, opened.is_named = level.keys, level.name, True
            opened.sign_before, opened.function = "=", level.name or ""
        opened.is_list = sign == "[" and is_value
        self._levels.append(opened)

    def _close(self, sign: str) -> None:
        if self._skip:
            self._skip -= 1
        elif len(self._levels) > 1:
            closed = self._levels.pop()
            level = self._levels[-1]
            # `config["token"] = ...`: the name is in the brackets.
            if sign == "]" and closed.name and not level.is_named:
                level.name = closed.name

    def _string(self, begin: int, end: int, kind: str) -> Iterator[YamlValue]:
        text = self._text[begin:end]
        is_format, self._is_format = self._is_format, False
        if is_format:
            text = _FIELD.sub(lambda match: " " * len(match[0]), text)
        level = self._levels[-1]
        self._before = kind
        node = self._scalar(text, begin, end)
        if kind == "block":
            yield YamlValue(node, Ancestors(("#",), None, None), in_list=False, in_comment=True)
            return
        if text:
            name = self._argument(level) or (level.name if level.is_named else None)
            yield self._place(node, level, None if is_format else name)
        if level.number == 0:
            level.first = text[:120]
        if not level.is_named:
            # It can be a key: `"token": "..."`, `config["token"] = "..."`.
            level.name = text[:120] if kind == "string" and not is_format else None

    def _argument(self, level: _Level) -> str | None:
        """Return what an argument of a function is for, by the function."""
        if level.function in _DECLARATIONS and level.name == "default" and level.is_named:
            return (level.first or "").lstrip("-")
        if level.sign != "(" or level.number != 1:
            return None
        if level.function in _LOGINS:
            return _PASSWORD
        return level.first if level.function in _SETTERS else None

    def _number(self, match: re.Match[str]) -> Iterator[YamlValue]:
        level = self._levels[-1]
        if level.is_named and level.name is not None:
            node = self._scalar(match[0], match.start(), match.end())
            yield self._place(node, level, level.name)

    def _comment(self, match: re.Match[str]) -> Iterator[YamlValue]:
        signs = match[0]
        begin = match.start() + len(signs) - len(signs.lstrip("#/! \t"))
        line = self._number_of(begin)
        yield from commented(self._text[begin : match.end()], line, begin)

    def _place(self, node: Scalar, level: _Level, name: str | None) -> YamlValue:
        above = Ancestors(level.keys, None, None)
        if level.is_list and not name:
            return YamlValue(node, above, in_list=True)
        keys = (*level.keys, name or "")
        if name:
            level.mapping.pairs.append((Scalar(name, None, None, 0, 0, 0, 0), node))
        return YamlValue(node, Ancestors(keys, level.mapping, above), in_list=False)

    def _scalar(self, text: str, begin: int, end: int) -> Scalar:
        line = self._number_of(begin)
        return Scalar(text, None, '"', line, line + self._text.count("\n", begin, end), begin, end)

    def _number_of(self, offset: int) -> int:
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = max(offset, self._counted)
        return self._line


_FIELD: Final = re.compile(r"\{[^{}\n]{0,200}\}")
