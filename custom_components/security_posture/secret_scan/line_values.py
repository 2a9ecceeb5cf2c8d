"""Read scripts of a shell and settings line by line, with the names of their values."""

from collections.abc import Iterator
import re
from typing import Final

from .line_parser import read_line
from .tree import Mapping, Scalar
from .yaml_values import Ancestors, YamlValue

_SHELL_NAME: Final = re.compile(
    r"\s{0,80}(?:(?:export|declare(?:\s-\w{1,3})?|typeset|readonly|local|set(?=\s\w+\s))\s{1,10})?"
    r"([A-Za-z_]\w{0,80})="
)
_SECTION: Final = re.compile(r"\s{0,20}\[{1,2}([^\[\]\n]{1,120})\]{1,2}\s{0,20}")
_INI_COMMENT: Final = re.compile(r"\s{0,80}(?:#|;|//)+\s{0,10}")
_SPACED: Final = re.compile(r"\s{0,40}([A-Za-z][\w.-]{1,60})\s{1,20}(\S{1,400})\s{0,20}")
_MAX_LINES: Final = 200_000


def shell_values(text: str) -> Iterator[YamlValue]:
    """Yield what a script of a shell assigns, and its other lines."""
    for number, begin, line in _lines(text):
        comment = _INI_COMMENT.match(line)
        if comment and line.lstrip().startswith("#"):
            yield from commented(line[comment.end() :], number, begin + comment.end())
            continue
        found = _SHELL_NAME.match(line)
        if found is None:
            yield _plain(line, number, begin)
            continue
        value, start, end = _shell_word(line, found.end())
        if value is not None:
            node = Scalar(value, None, None, number, number, begin + start, begin + end)
            yield YamlValue(node, Ancestors((found[1],), None, None), in_list=False)
        rest = line[end:]
        if rest.strip("\"' ;"):
            yield _plain(rest, number, begin + end)


def _shell_word(line: str, begin: int) -> tuple[str | None, int, int]:
    """Return an assigned word and where it is; None: it is computed."""
    quote = line[begin : begin + 1]
    if quote in ("'", '"') and (end := line.find(quote, begin + 1)) > 0:
        return line[begin + 1 : end], begin + 1, end
    match = _SHELL_WORD.match(line, begin)
    if match is None:
        return None, begin, begin
    return match[0], begin, match.end()


_SHELL_WORD: Final = re.compile(r"[^\s;&|()`'\"<>]{1,8000}(?![(`])")


def setting_values(text: str) -> Iterator[YamlValue]:
    """Yield the values of settings below the name of their section, and other lines."""
    section: tuple[str, ...] = ()
    for number, begin, line in _lines(text):
        if found := _SECTION.fullmatch(line):
            section = (found[1].strip(),)
            continue
        comment = _INI_COMMENT.match(line)
        if comment:
            yield from commented(line[comment.end() :], number, begin + comment.end(), section)
            continue
        read = read_line(line, number, begin)
        spaced = _SPACED.fullmatch(line)
        if read is not None and read.key is not None:
            if read.value is not None:
                above = Ancestors(section, None, None)
                keys = Ancestors((*section, read.key.text), Mapping(number), above)
                yield YamlValue(read.value, keys, in_list=False, key_node=read.key)
        elif spaced is not None:
            start, end = begin + spaced.start(2), begin + spaced.end(2)
            node = Scalar(spaced[2].strip("\"';"), None, None, number, number, start, end)
            yield YamlValue(node, Ancestors((*section, spaced[1]), None, None), in_list=False)
        else:
            yield _plain(line, number, begin)


def plain_lines(text: str) -> Iterator[YamlValue]:
    """Yield the lines of a text, each as a value without a key."""
    return (_plain(line, number, begin) for number, begin, line in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    begin = 0
    for number, line in enumerate(text.split("\n")[:_MAX_LINES], 1):
        if line.strip():
            yield number, begin, line.rstrip("\r")
        begin += len(line) + 1


def _plain(text: str, number: int, begin: int) -> YamlValue:
    node = Scalar(text, None, None, number, number, begin, begin + len(text))
    return YamlValue(node, Ancestors(("",), None, None), in_list=False)


def commented(
    text: str, number: int, begin: int, section: tuple[str, ...] = ()
) -> Iterator[YamlValue]:
    """Yield a value that is commented out; other remarks as texts below the key "#"."""
    read = read_line(text, number, begin)
    if read is None:
        return
    if read.key is not None and read.value is not None:
        node = read.value
        node.text = node.text.strip("\"',;")
        keys = Ancestors((*section, read.key.text), None, Ancestors(section, None, None))
        yield YamlValue(node, keys, in_list=False, key_node=read.key, in_comment=True)
    elif read.value is not None:
        node = Scalar(text, None, None, number, number, begin, begin + len(text))
        yield YamlValue(
            node, Ancestors((*section, "#"), None, None), in_list=False, in_comment=True
        )
