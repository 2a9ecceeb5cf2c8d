"""Files that git-crypt or transcrypt encrypts in a repository: gitattributes(5)."""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

_FILTERS: Final = ("filter=git-crypt", "filter=crypt")
MAX_PATTERNS: Final = 500
MAX_BYTES: Final = 256 * 1024
_NAME: Final = ".gitattributes"


def encrypted_patterns(text: str) -> list[tuple[str, bool]]:
    """Return the patterns of a .gitattributes in order, and whether each is encrypted."""
    found = []
    for line in text.splitlines():
        pattern, *attributes = line.split() or [""]
        if pattern.startswith("#") or not attributes:
            continue
        filters = [name for name in attributes if name.lstrip("-!").startswith("filter")]
        if filters:
            found.append((pattern, any(name.startswith(_FILTERS) for name in filters)))
    return found[:MAX_PATTERNS]


def is_encrypted(path: str, patterns: list[tuple[str, bool]]) -> bool:
    """Return the answer of the last matching pattern."""
    return _answer(path, patterns) is True


class EncryptedFiles:
    """The encrypted files of a repository; every folder can have its own attributes."""

    def __init__(self, top: Path, attributes: Path) -> None:
        """`attributes` is the repository's own file, which is not tracked."""
        self._top = top
        self._attributes = attributes
        self._patterns: dict[Path, list[tuple[str, bool]]] = {}

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

    def _read(self, path: Path) -> list[tuple[str, bool]]:
        if path not in self._patterns:
            try:
                content = read_limited(path, MAX_BYTES, follow_symlinks=False)
            except CollectorError, OSError:
                content = b""
            self._patterns[path] = encrypted_patterns(content.decode("utf-8", "replace"))
        return self._patterns[path]


def _answer(path: str, patterns: list[tuple[str, bool]]) -> bool | None:
    """Return the answer of the last matching pattern; None if none matches."""
    answer: bool | None = None
    for pattern, encrypted in patterns:
        # A pattern without a slash matches in every folder.
        whole = "/" in pattern.rstrip("/")
        name = path if whole else path.rpartition("/")[2]
        if fnmatchcase(name, pattern.lstrip("/").replace("**", "*")):
            answer = encrypted
    return answer
