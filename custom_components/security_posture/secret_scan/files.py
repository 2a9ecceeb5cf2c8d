"""Find the files of a configuration directory, and read their text."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
import os
from pathlib import Path, PurePosixPath
import stat
from typing import Final, NamedTuple

from .file_types import FileType, Form, Role, file_type, yaml_type
from .tree import Mapping, Tree

__all__ = [
    "Form",
    "Role",
    "SourceFile",
    "Stamp",
    "Text",
    "read_file",
    "read_text",
    "role_by_content",
    "scanned_files",
    "source_files",
]


class Stamp(NamedTuple):
    """What changes when a file is written, or replaced by another one."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read."""

    path: Path
    name: str  # relative, with slashes
    role: Role
    size: int
    form: Form = Form.YAML
    language: str = ""  # of code
    stamp: Stamp | None = None


class Text(NamedTuple):
    """The text of a file, and the state that the file had before and after it was read."""

    text: str
    stamp: Stamp | None  # None: it was changed meanwhile
    is_binary: bool


# Third-party code, caches and internal files of Home Assistant.
SKIPPED_FOLDERS = frozenset(
    {
        *(".cache", ".cloud", ".esphome", ".git", ".mypy_cache", ".npm", ".platformio"),
        *(".pytest_cache", ".ruff_cache", ".storage", ".tox", ".venv", "@eadir", "__pycache__"),
        *("backups", "bower_components", "custom_components", "deps", "dist", "node_modules"),
        *("site-packages", "tts", "venv"),
    }
)
_COMMUNITY: Final = "www/community"
# Deepest folder to read.
MAX_DEPTH = 12

type _TypeOf = Callable[[PurePosixPath], FileType | None]


def source_files(directory: Path) -> Iterator[SourceFile | None]:
    """Yield the YAML and `.env` files; None for a folder that is too deep.

    Links are not followed.
    """
    yield from _walk(directory, PurePosixPath(), MAX_DEPTH, yaml_type)


def scanned_files(directory: Path) -> Iterator[SourceFile | None]:
    """Yield all files that may contain secrets; None for a folder that is too deep."""
    yield from _walk(directory, PurePosixPath(), MAX_DEPTH, file_type)


def _walk(
    directory: Path, above: PurePosixPath, depth: int, type_of: _TypeOf
) -> Iterator[SourceFile | None]:
    try:
        with os.scandir(directory) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield None
        return
    for entry in entries:
        name = above / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name.lower() in SKIPPED_FOLDERS or str(name) == _COMMUNITY:
                continue
            if depth == 0:
                yield None
            else:
                yield from _walk(Path(entry.path), name, depth - 1, type_of)
        elif found_type := type_of(name):
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # deleted meanwhile
            if stat.S_ISREG(status.st_mode):
                yield SourceFile(
                    Path(entry.path),
                    str(name),
                    found_type.role,
                    status.st_size,
                    found_type.form,
                    found_type.language,
                    _stamp(status),
                )


# Top-level keys that identify the role of a file.
_CONTENT: dict[Role, frozenset[str]] = {
    Role.ESPHOME: frozenset({"esphome"}),
    Role.COMPOSE: frozenset({"services", "version"}),
    Role.ZIGBEE2MQTT: frozenset({"mqtt", "serial", "advanced"}),
}


def role_by_content(tree: Tree, role: Role) -> Role:
    """Return the role of a file by its content, if its name does not decide it."""
    root = tree.roots[0] if tree.roots else None
    if role is not Role.HOME_ASSISTANT or not isinstance(root, Mapping):
        return role
    return next((found for found, signs in _CONTENT.items() if signs <= root.names()), role)


def read_text(path: Path, limit: int) -> str | None:
    """Return the text of a regular file, up to `limit` bytes; None if it cannot be read."""
    read = read_file(path, limit)
    return None if read is None else read.text


def read_file(path: Path, limit: int) -> Text | None:
    """Return the text of a regular file with its state; None if it cannot be read."""
    try:
        # Do not block on a pipe, do not follow a link.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                return None
            content = file.read(limit)
            after = os.fstat(file.fileno())
            stamp = _stamp(after) if _stamp(before) == _stamp(after) else None
    except OSError:
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Text(content.decode("utf-16", "replace"), stamp, is_binary=False)
    return Text(content.decode("utf-8-sig", "replace"), stamp, is_binary=b"\0" in content)


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(
        status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
    )
