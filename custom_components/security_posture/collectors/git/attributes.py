"""Files that git-crypt or transcrypt encrypts in a repository: gitattributes(5)."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
import re
from typing import Final

from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

_FILTER: Final = "filter"
_ENCRYPTING: Final = ("filter=git-crypt", "filter=crypt")
MAX_PATTERNS: Final = 500
MAX_BYTES: Final = 256 * 1024
# Of `**` in a pattern: each multiplies the ways to match a path.
MAX_ANY_DEPTH: Final = 2
_NAME: Final = ".gitattributes"
_ANY_DEPTH: Final = "**"
# A pattern with spaces is quoted.
_LINE: Final = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))\s+(.*)')
# A name for several attributes; only a repository's outermost file may define one.
_MACRO: Final = "[attr]"
# An attribute, and what it says about encryption: nothing if it is a macro that is not set.
type Attribute = tuple[str, bool | None]
type Rules = list[tuple[str, tuple[Attribute, ...]]]


def read_rules(text: str, macros: dict[str, bool] | None = None) -> Rules:
    """Return the patterns of a .gitattributes in order, with the attributes that may encrypt.

    `macros` are those that were defined so far; the file's own ones are added.
    """
    macros = {} if macros is None else macros
    lines = [
        match
        for line in text.splitlines()
        if not line.lstrip().startswith("#") and (match := _LINE.fullmatch(line))
    ]
    for match in lines:
        name = match[2] or ""
        settings = dict(_attributes(match[3].split(), {}))
        if name.startswith(_MACRO) and (encrypts := settings.get(_FILTER)) is not None:
            macros[name.removeprefix(_MACRO)] = encrypts
    found = ((_pattern(match), tuple(_attributes(match[3].split(), macros))) for match in lines)
    return [(pattern, attributes) for pattern, attributes in found if attributes][:MAX_PATTERNS]


def _pattern(match: re.Match[str]) -> str:
    quoted: str | None = match[1]
    pattern: str = match[2] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    return pattern.replace("[^", "[!")


def _attributes(written: list[str], macros: Mapping[str, bool]) -> Iterator[Attribute]:
    for attribute in written:
        name = attribute.lstrip("-!").partition("=")[0]
        if name == _FILTER:
            yield name, attribute.startswith(_ENCRYPTING)
        elif name in macros:
            yield name, macros[name] if attribute == name else None


class EncryptedFiles:
    """The encrypted files of a repository; every folder can have its own attributes."""

    def __init__(self, top: Path, attributes: Path) -> None:
        """`attributes` is the repository's own file, which is not tracked."""
        self._top = top
        self._attributes = attributes
        self._macros: dict[str, bool] = {}
        self._rules: dict[Path, Rules] = {}

    def contains(self, path: str) -> bool:
        """Return whether a tracked file is encrypted. Blocking."""
        return is_encrypted([*self._matching(path)])

    def _matching(self, path: str) -> Iterator[tuple[Attribute, ...]]:
        """Yield the attributes of the file from the weakest rule to the strongest."""
        folder, rest = self._top, path
        while True:
            yield from matching(rest, self._read(folder / _NAME))
            first, slash, below = rest.partition("/")
            if not slash:
                break
            folder, rest = folder / first, below
        yield from matching(path, self._read(self._attributes))

    def _read(self, path: Path) -> Rules:
        if path not in self._rules:
            try:
                content = read_limited(path, MAX_BYTES, follow_symlinks=False)
            except CollectorError, OSError:
                content = b""
            self._rules[path] = read_rules(content.decode("utf-8", "replace"), self._macros)
        return self._rules[path]


def matching(path: str, rules: Rules) -> Iterator[tuple[Attribute, ...]]:
    """Yield the attributes of the rules that match a path."""
    parts = tuple(path.split("/"))
    for pattern, attributes in rules:
        if _matches(parts, pattern):
            yield attributes


def is_encrypted(found: Sequence[tuple[Attribute, ...]]) -> bool:
    """Return whether a file with these attributes is encrypted; each counts where it is last."""
    known: set[str] = set()
    for attributes in reversed(found):
        for name, encrypts in reversed(attributes):
            if name in known:
                continue
            known.add(name)
            if encrypts is not None:
                return encrypts
    return False


def _matches(parts: tuple[str, ...], pattern: str) -> bool:
    """Return whether a pattern matches a path; without a slash, it matches in every folder."""
    if "/" not in pattern:
        return fnmatchcase(parts[-1], pattern)
    wanted = tuple(pattern.removeprefix("/").split("/"))
    return wanted.count(_ANY_DEPTH) <= MAX_ANY_DEPTH and _matches_parts(parts, wanted)


def _matches_parts(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Match folder by folder; `**` matches any number of folders, at the end any file."""
    if not wanted or not parts:
        return not wanted and not parts
    if wanted[0] != _ANY_DEPTH:
        return fnmatchcase(parts[0], wanted[0]) and _matches_parts(parts[1:], wanted[1:])
    if len(wanted) == 1:
        return True
    return any(_matches_parts(parts[n:], wanted[1:]) for n in range(len(parts)))
