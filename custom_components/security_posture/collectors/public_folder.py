"""The folder www, which is served without authentication."""

from collections.abc import Iterator
import os
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import PublicFile, PublicFolderFacts
from .common.executor import LimitedExecutor
from .common.sensitive_files import is_log, sensitive_kind
from .common.text import clip

SOURCE: Final = "public_folder"
# Seconds. Lists names only, of thousands of files.
TIMEOUT: Final = 30.0
# Icons and recordings are stored by the thousand.
MAX_ENTRIES: Final = 50_000
MAX_DEPTH: Final = 12
# Enough to act on.
MAX_FILES: Final = 100

_FOLDER: Final = "www"
# The Marketplace and HACS store cards here; their files come from public repositories.
_COMMUNITY: Final = "community"
_YAML: Final = (".yaml", ".yml")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> PublicFolderFacts | None:
    """List the files that should not be public; None without the folder."""
    return await executor.run(_read, hass.config.path(_FOLDER))


def _read(folder: str) -> PublicFolderFacts | None:
    # Home Assistant follows a symbolic link for the folder itself, and for nothing in it.
    if not Path(folder).is_dir():
        return None
    files: list[PublicFile] = []
    complete = True
    for n, path in enumerate(_paths(folder, MAX_DEPTH)):
        if n >= MAX_ENTRIES or path is None:
            complete = False
            break
        if kind := _kind(path):
            files.append(PublicFile(path=clip(f"{_FOLDER}/{path}"), kind=kind))
            if len(files) == MAX_FILES:
                break
    return PublicFolderFacts(files=tuple(files), complete=complete)


def _paths(folder: str, depth: int, prefix: str = "") -> Iterator[str | None]:
    """Yield the relative path of each file, without links; None for a folder nested too deep."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if depth == 0:
                    yield None
                else:
                    yield from _paths(entry.path, depth - 1, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path


def _kind(path: str) -> str | None:
    """Return what kind of file should not be public, or None."""
    if kind := sensitive_kind(path):
        return kind
    if path.startswith(f"{_COMMUNITY}/"):
        return None
    if is_log(path):
        return "log"
    return "configuration" if path.lower().endswith(_YAML) else None
