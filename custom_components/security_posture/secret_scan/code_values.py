"""Read the values of programs and settings."""

from collections.abc import Iterator
import re
from typing import Final

from .tree import Mapping, Scalar
from .yaml_values import Ancestors, YamlValue

_PAIR: Final = re.compile(
    r"([A-Za-z_][\w.-]{1,80})[\"']?\s{0,8}(?::\s{0,4}str\s{0,4})?[=:]\s{0,8}([\"'])([^\"'\n]{1,2000})\2"
)
_SETTING: Final = re.compile(r"\s{0,20}([\w.-]{1,80})\s{0,10}[=:]\s{0,10}([^\s#;][^\n]{0,2000})")


def code_values(text: str, language: str) -> Iterator[YamlValue]:
    """Yield the values of a text in "python", "shell", "javascript" or "ini"."""
    begin = 0
    for n, line in enumerate(text.split("\n"), 1):
        plain = line[:4_000]
        if plain.strip() and not plain.lstrip().startswith(("#", "//", ";")):
            yield from _values(plain, language, n, begin)
        begin += len(line) + 1


def _values(line: str, language: str, n: int, begin: int) -> Iterator[YamlValue]:
    pairs = [(match[1], match[3], match.start(3)) for match in _PAIR.finditer(line)]
    if not pairs and language in ("ini", "shell") and (match := _SETTING.match(line)):
        pairs = [(match[1], match[2].rstrip(), match.start(2))]
    for key, text, start in pairs:
        yield _value((key,), text, n, begin + start)
    if not pairs:
        yield _value((), line.strip(), n, begin)


def _value(keys: tuple[str, ...], text: str, line: int, start: int) -> YamlValue:
    node = Scalar(text, None, None, line, line, start, start + len(text))
    top = Ancestors((), None, None)
    ancestors = Ancestors(keys, Mapping(line), top) if keys else top
    return YamlValue(node, ancestors, in_list=False)
