"""Find the repository that contains a folder: https://git-scm.com/docs/gitrepository-layout."""

from dataclasses import dataclass
import os
from pathlib import Path
import stat
from typing import Final

from ...posture.facts import Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

# Folders above the configuration: ~/homelab/docker/homeassistant/config.
MAX_PARENTS: Final = 6
_MAX_POINTER: Final = 4_096
_POINTER: Final = "gitdir:"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, with the configuration folder inside it."""

    top: Path  # of the work tree
    folder: str  # below `top`, with a slash at its end; empty for `top` itself
    own: Path  # of this work tree: HEAD and the index
    common: Path  # of all work trees: branches, objects and settings


def find_repository(folder: Path) -> Repository | None:
    """Return the nearest repository of a folder or of one above it. Blocking."""
    folder = folder.resolve()
    device = folder.stat().st_dev
    for top in (folder, *folder.parents[:MAX_PARENTS]):
        if top.stat().st_dev != device:
            return None
        try:
            status = os.lstat(top / ".git")
        except FileNotFoundError:
            continue
        if (own := _own(top / ".git", status.st_mode)) is None:
            continue
        below = folder.relative_to(top).as_posix()
        return Repository(
            top=top,
            folder="" if below == "." else f"{below}/",
            own=own,
            common=_common(own),
        )
    return None


def _own(path: Path, mode: int) -> Path | None:
    """Return the repository's folder; a worktree or a submodule has a file that names it.

    None for a folder that git does not take for a repository either.
    """
    if stat.S_ISDIR(mode):
        try:
            os.lstat(path / "HEAD")
        except FileNotFoundError:
            return None
        return path
    if stat.S_ISREG(mode):
        path = path.parent / _pointer(path).removeprefix(_POINTER).strip()
    # What the link or the file names may be missing here, or be something else.
    if not (path / "HEAD").is_file():
        raise CollectorError(Reason.EXTERNAL)
    return path


def _common(own: Path) -> Path:
    """Return the folder that all worktrees of a repository share."""
    try:
        common = own / _pointer(own / "commondir")
    except FileNotFoundError:
        return own
    # What it names may be missing here, or be no repository.
    if not (common / "objects").is_dir():
        raise CollectorError(Reason.EXTERNAL)
    return common


def _pointer(path: Path) -> str:
    content = read_limited(path, _MAX_POINTER, follow_symlinks=False)
    if b"\0" in content:
        raise CollectorError(Reason.PARSE)  # no path
    return content.decode("utf-8", "replace").strip()
