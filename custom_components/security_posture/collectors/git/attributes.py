"""Files that git-crypt or transcrypt encrypts in a repository: gitattributes(5)."""

from fnmatch import fnmatchcase
from typing import Final

_FILTERS: Final = ("filter=git-crypt", "filter=crypt")
MAX_PATTERNS: Final = 500


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
    answer = False
    for pattern, encrypted in patterns:
        # A pattern without a slash matches in every folder.
        whole = "/" in pattern.rstrip("/")
        name = path if whole else path.rpartition("/")[2]
        if fnmatchcase(name, pattern.lstrip("/").replace("**", "*")):
            answer = encrypted
    return answer
