"""Files that git-crypt or transcrypt encrypts in a repository: gitattributes(5)."""

from fnmatch import fnmatchcase
from pathlib import Path
import re
from typing import Final

from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

_FILTERS: Final = ("filter=git-crypt", "filter=crypt")
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
type Patterns = list[tuple[str, bool]]


def encrypted_patterns(text: str, macros: dict[str, bool] | None = None) -> Patterns:
    """Return the patterns of a .gitattributes in order, and whether each is encrypted.

    `macros` are those that were defined so far; the file's own ones are added.
    """
    macros = {} if macros is None else macros
    found: Patterns = []
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        pattern = re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2]
        encrypted = _sets_encryption(match[3].split(), macros)
        if encrypted is None:
            continue
        if match[1] is None and pattern.startswith(_MACRO):
            macros[pattern.removeprefix(_MACRO)] = encrypted
        else:
            found.append((pattern, encrypted))
    return found[:MAX_PATTERNS]


def _sets_encryption(attributes: list[str], macros: dict[str, bool]) -> bool | None:
    """Return whether attributes encrypt; None: they say nothing about it."""
    answer: bool | None = None
    for attribute in attributes:
        plain = attribute.lstrip("-!")
        if plain.startswith("filter"):
            answer = attribute.startswith(_FILTERS)
        elif plain in macros:
            answer = attribute == plain and macros[plain]
    return answer


def is_encrypted(path: str, patterns: Patterns) -> bool:
    """Return the answer of the last matching pattern."""
    return _answer(path, patterns) is True


class EncryptedFiles:
    """The encrypted files of a repository; every folder can have its own attributes."""

    def __init__(self, top: Path, attributes: Path) -> None:
        """`attributes` is the repository's own file, which is not tracked."""
        self._top = top
        self._attributes = attributes
        self._macros: dict[str, bool] = {}
        self._patterns: dict[Path, Patterns] = {}

    def contains(self, path: str) -> bool:
        """Return whether a tracked file is encrypted. Blocking."""
        answer: bool | None = None
        folder, rest = self._top, path
        while True:
            found = _answer(rest, self._read(folder / _NAME))
            answer = answer if found is None else found
            first, slash, below = rest.partition("/")
            if not slash:
                break
            folder, rest = folder / first, below
        found = _answer(path, self._read(self._attributes))
        return (answer if found is None else found) is True

    def _read(self, path: Path) -> Patterns:
        if path not in self._patterns:
            try:
                content = read_limited(path, MAX_BYTES, follow_symlinks=False)
            except CollectorError, OSError:
                content = b""
            text = content.decode("utf-8", "replace")
            self._patterns[path] = encrypted_patterns(text, self._macros)
        return self._patterns[path]


def _answer(path: str, patterns: Patterns) -> bool | None:
    """Return the answer of the last matching pattern; None if none matches."""
    parts = tuple(path.split("/"))
    answer: bool | None = None
    for pattern, encrypted in patterns:
        if _matches(parts, pattern):
            answer = encrypted
    return answer


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
