"""Select and read the files that a copy consists of."""

from bisect import bisect_left
import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import os
from pathlib import Path, PurePosixPath
import re
import stat
from typing import Final

from .edits import Edit
from .secret_scanner import SKIPPED_FOLDERS, Mapping, Role, Tree, yaml_type

YAML: Final = (".yaml", ".yml")
MAX_DEPTH: Final = 12
# Files of other programs beside a configuration. Hidden files and folders are not read either.
_OTHER_PROGRAMS: Final = frozenset(
    {
        "_config",
        "action",
        "appveyor",
        "azure-pipelines",
        "bitbucket-pipelines",
        "cloudbuild",
        "codecov",
        "conda-lock",
        "crowdin",
        "lefthook",
        "mkdocs",
        "pnpm-lock",
        "pnpm-workspace",
        "pubspec",
        "renovate",
        "shrinkwrap",
        "taskfile",
    }
)
# The top-level keys of lock files and workflows, wherever they are.
_OTHER_CONTENT: Final = (frozenset({"lockfileVersion"}), frozenset({"on", "jobs"}))
_OTHER_FOLDERS: Final = SKIPPED_FOLDERS | {"cache", "caches", "site-packages"}
# Only at the top; below it, people name folders of their own like this.
_AT_THE_TOP: Final = frozenset({"backups", "cache", "caches", "deps", "dist", "tts"})
_OTHER_PATHS: Final = ("www/community",)

NOT_UTF8: Final = "not_utf8"
TOO_LARGE: Final = "too_large"
TOO_DEEP: Final = "too_deep"
UNREADABLE: Final = "unreadable"


@dataclass(frozen=True, slots=True)
class HomeFile:
    """A file or, if it is left out as a whole, a folder of the configuration."""

    path: Path
    name: str  # relative, with slashes
    role: Role = Role.HOME_ASSISTANT
    size: int = 0
    problem: str | None = None  # why it cannot be a part of the copy


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, and the same with LF only and without a byte order mark."""

    raw: str
    text: str
    mark: str = ""
    returns: tuple[int, ...] = ()  # offsets in `text` of the LF with a CR before

    @classmethod
    def of(cls, raw: str) -> SourceText:
        """Return the text to work with."""
        mark = "\ufeff" if raw.startswith("\ufeff") else ""
        text = raw.removeprefix(mark)
        returns = (match.start() - n for n, match in enumerate(re.finditer("\r\n", text)))
        return cls(raw, text.replace("\r\n", "\n"), mark, tuple(returns))

    def replaced(self, edits: Iterable[Edit]) -> SourceText:
        """Return the text with parts replaced; their offsets are those in `text`."""
        pieces: list[str] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: edit.begin):
            begin, end = self._offset(edit.begin), self._offset(edit.end)
            new = edit.new.replace("\n", "\r\n") if self.returns else edit.new
            pieces += [self.raw[done:begin], new]
            done = end
        return self.of("".join([*pieces, self.raw[done:]]))

    def _offset(self, at: int) -> int:
        return len(self.mark) + at + bisect_left(self.returns, at)


def home_files(directory: Path) -> Iterator[HomeFile]:
    """Yield the files of a configuration, in order of their names. Links are not followed."""
    yield from _walk(directory, PurePosixPath(), MAX_DEPTH)


def _walk(directory: Path, above: PurePosixPath, depth: int) -> Iterator[HomeFile]:
    try:
        with os.scandir(directory) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield HomeFile(directory, str(above), problem=UNREADABLE)
        return
    for entry in entries:
        name = above / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if _is_other_folder(name):
                continue
            if depth == 0:
                yield HomeFile(Path(entry.path), str(name), problem=TOO_DEEP)
            else:
                yield from _walk(Path(entry.path), name, depth - 1)
        elif is_part(name):
            yield from _file(entry, name)


def _is_other_folder(name: PurePosixPath) -> bool:
    part = name.name.lower()
    if part in _AT_THE_TOP and len(name.parts) > 1:
        return False
    return part in _OTHER_FOLDERS or str(name) in _OTHER_PATHS


def _file(entry: os.DirEntry[str], name: PurePosixPath) -> Iterator[HomeFile]:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return
    if stat.S_ISREG(status.st_mode):
        yield HomeFile(Path(entry.path), str(name), _role(name), status.st_size)


def is_part(name: PurePosixPath) -> bool:
    """Return whether a file is YAML of the configuration, by its name."""
    lower = name.name.lower()
    if not lower.endswith(YAML):
        return False
    return len(name.parts) > 1 or PurePosixPath(lower).stem not in _OTHER_PROGRAMS


def is_of_other_program(tree: Tree) -> bool:
    """Return whether the content is that of a lock file or a workflow."""
    root = tree.roots[0] if tree.roots else None
    return isinstance(root, Mapping) and any(signs <= root.names() for signs in _OTHER_CONTENT)


def included_file(directory: Path, name: str) -> HomeFile | None:
    """Return a file that an include names, whatever its ending; None if it must not be read."""
    path = PurePosixPath(name)
    if any(part.startswith(".") for part in path.parts):
        return None
    if any(_is_other_folder(above) for above in path.parents):
        return None
    try:
        if any((directory / above).is_symlink() for above in (path, *path.parents)[:-1]):
            return None
        status = (directory / path).stat(follow_symlinks=False)
    except OSError, ValueError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return HomeFile(directory / path, name, _role(path), status.st_size)


def _role(name: PurePosixPath) -> Role:
    found = yaml_type(name)
    return found.role if found else Role.HOME_ASSISTANT


def read_source(path: Path, limit: int) -> SourceText | str:
    """Return the text of a regular file, or why it is left out.

    UTF-16 with a byte order mark becomes UTF-8; Home Assistant reads no other encoding.
    """
    try:
        # Do not block on a pipe, do not follow a link.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return UNREADABLE
            content = file.read(limit + 1)
    except OSError:
        return UNREADABLE
    if len(content) > limit:
        return TOO_LARGE
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return NOT_UTF8
    return SourceText.of(text.removeprefix("\ufeff") if wide else text)
