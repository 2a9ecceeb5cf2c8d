"""Read the commits that branches and tags point to: https://git-scm.com/docs/gitrepository-layout."""

from collections.abc import Iterator
import os
from pathlib import Path
import re
from typing import Final

from ..common.bounded_read import read_limited

MAX_REFS: Final = 10_000
MAX_PACKED: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 12
_MAX_REF: Final = 1_024
_PUBLISHED: Final = ("refs/heads/", "refs/remotes/", "refs/tags/")
_NAME: Final = re.compile(r"(?:[0-9a-f]{64}|[0-9a-f]{40})(?=\s|$)")


def tips(own: Path, common: Path) -> frozenset[bytes]:
    """Return what HEAD, all branches, those of remotes included, and all tags name. Blocking.

    Raises ValueError for another format of references, CollectorError and OSError.
    """
    if (common / "reftable").is_dir():
        raise ValueError
    loose: dict[str, str] = {}
    for folder in _PUBLISHED:
        for path, text in _loose(common / folder, MAX_DEPTH):
            loose[path.relative_to(common).as_posix()] = text
            if len(loose) > MAX_REFS:
                raise ValueError
    # A loose reference is newer than a packed one of the same name.
    found = {**_packed(common), **loose, "HEAD": _text(own / "HEAD", _MAX_REF)}
    # A symbolic one, such as HEAD on a branch, names another of these.
    return frozenset(
        bytes.fromhex(match[0]) for text in found.values() if (match := _NAME.match(text))
    )


def _loose(folder: Path, depth: int) -> Iterator[tuple[Path, str]]:
    if depth == 0:
        raise ValueError
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except FileNotFoundError:
        return
    for entry in found:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _loose(path, depth - 1)
        elif not entry.name.endswith(".lock"):
            yield path, _text(path, _MAX_REF)


def _packed(common: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _text(common / "packed-refs", MAX_PACKED).splitlines():
        name, _, ref = line.partition(" ")
        if ref.startswith(_PUBLISHED):
            found[ref] = name
    if len(found) > MAX_REFS:
        raise ValueError
    return found


def _text(path: Path, limit: int) -> str:
    try:
        return read_limited(path, limit, follow_symlinks=False).decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return ""
