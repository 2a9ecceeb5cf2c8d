"""The folder www, which is served without authentication."""

from collections import Counter
from collections.abc import Iterator
import os
from pathlib import Path
import re
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import PublicFile, PublicFolderFacts, PublicPictures
from .common.executor import LimitedExecutor
from .common.sensitive_content import FileKinds
from .common.sensitive_files import is_log, original_path, sensitive_kind
from .common.text import clip

SOURCE: Final = "public_folder"
# Seconds. Lists names, of thousands of files.
TIMEOUT: Final = 30.0
# Icons and recordings are stored by the thousand.
MAX_ENTRIES: Final = 200_000
MAX_DEPTH: Final = 12
# Enough to act on: of each kind, and of folders with pictures.
MAX_FILES: Final = 100
# Fewer show a last visitor, not the habits of a household.
MIN_PICTURES: Final = 20

_FOLDER: Final = "www"
# The Marketplace and HACS store cards here; their files come from public repositories.
_COMMUNITY: Final = "community"
_YAML: Final = (".yaml", ".yml")
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif")
_VIDEOS: Final = (".avi", ".mkv", ".mov", ".mp4", ".webm")
# A date, or the seconds since 1970, in a path.
_DATED: Final = re.compile(
    r"20[12]\d[-_./]?(?:0[1-9]|1[0-2])[-_./]?(?:0[1-9]|[12]\d|3[01])|(?<!\d)1[5-9]\d{8}(?:\d{3})?(?!\d)"
)
_CAMERA: Final = re.compile(
    r"(?<![a-z])(?:cam(?:era)?s?|cctv|clips?|detections?|doorbells?|frigate|motions?|recordings?"
    r"|snapshots?|surveillance|time_?lapses?)(?![a-z])"
)
# Pictures that do not come from a camera at home.
_NO_CAMERA: Final = re.compile(
    r"background|chart|floor_?plan|forecast|graph|icon|map|radar|rain|satellite|wallpaper|weather"
)
# Archives and data in a card's repository; these names alone do not mean that a file is private.
_PUBLISHED: Final = frozenset({"backup", "database"})
REVEALING: Final = frozenset({"configuration", "log"})


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> PublicFolderFacts | None:
    """List the files that should not be public; None without the folder."""
    return await executor.run(_read, hass.config.path(_FOLDER))


def _read(folder: str) -> PublicFolderFacts | None:
    # Home Assistant follows a symbolic link for the folder itself, and for nothing in it.
    if not Path(folder).is_dir():
        return None
    files: list[PublicFile] = []
    found, pictures = Counter[str](), Counter[str]()
    kinds, complete = FileKinds(), True
    for n, path in enumerate(_paths(folder, MAX_DEPTH)):
        if n >= MAX_ENTRIES:
            complete = False
            break
        if path is None:
            complete = False
            continue
        if path.lower().endswith((*_PICTURES, *_VIDEOS)):
            if _is_recorded(path):
                pictures[path.rpartition("/")[0].partition("/")[0]] += 1
            continue
        kind = _kind(path)
        if kind not in REVEALING and (kind or not _is_community(path)):
            kind = kinds.corrected(Path(folder, path), kind)
        if kind and found[kind] < MAX_FILES:
            found[kind] += 1
            files.append(PublicFile(path=clip(f"{_FOLDER}/{path}"), kind=kind))
    return PublicFolderFacts(
        files=tuple(files),
        complete=complete,
        pictures=tuple(
            PublicPictures(folder=clip(f"{_FOLDER}/{name}".rstrip("/")), n=n)
            for name, n in sorted(pictures.items())[:MAX_FILES]
            if n >= MIN_PICTURES
        ),
    )


def _paths(folder: str, depth: int, prefix: str = "") -> Iterator[str | None]:
    """Yield the relative path of each file, without links; None for a folder that was not read."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except PermissionError, FileNotFoundError, NotADirectoryError:
        return  # Home Assistant cannot serve it either.
    except OSError:
        yield None
        return
    for entry in entries:
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if depth == 0:
                yield None
            else:
                yield from _paths(entry.path, depth - 1, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path


def _kind(path: str) -> str | None:
    """Return what kind of file should not be public, by its name, or None."""
    kind = sensitive_kind(path)
    if kind in _PUBLISHED and _is_community(path):
        return None
    if kind or _is_community(path):
        return kind
    if is_log(path):
        return "log"
    return "configuration" if original_path(path).endswith(_YAML) else None


def _is_community(path: str) -> bool:
    return path.startswith(f"{_COMMUNITY}/")


def _is_recorded(path: str) -> bool:
    """Return whether a picture or video has a date, or is in a camera's folder."""
    lower = path.lower()
    if _is_community(path) or _NO_CAMERA.search(lower):
        return False
    folders = lower.split("/")[:-1]
    return _DATED.search(lower) is not None or any(map(_CAMERA.search, folders))
