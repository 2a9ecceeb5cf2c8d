"""Create a shareable copy of a configuration directory."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
import re
from typing import Final

from .collector import Collector
from .edits import Edit, apply, without_overlap
from .file_names import FileNames
from .files import TOO_LARGE, HomeFile, SourceText, home_files, included_file
from .inventory import Inventory
from .model import NO_CHOICES, Choices, Copy, Knowledge, Names, Replacement
from .mounts import SIGN, Include, Mount, Mounts, includes
from .paths import kept_paths, path_edits
from .place_facts import File
from .review import review
from .rewrite import is_clean, rewrite
from .secret_scanner import Role, Tree, forget_texts
from .sources import MAX_FILE_BYTES, OTHER_PROGRAM, TOO_SLOW, Parsed, Sources
from .structure import has_same_structure, is_outside_of_values, kept_values
from .text_edits import in_name
from .time_limits import TooSlowError, Work

MAX_FILES: Final = 5_000
MAX_BYTES: Final = 32 * 1024 * 1024
_LINE_END: Final = re.compile("\n")
# Passes over a file until nothing private is found; if something is left, the file is omitted.
_MAX_PASSES: Final = 3

NOT_SAFE: Final = "not_safe"

type Progress = Callable[[int, int], None]
type Stop = Callable[[], None]


def make_copy(
    directory: Path,
    knowledge: Knowledge | Names,
    choices: Choices = NO_CHOICES,
    progress: Progress = lambda done, of: None,
    stop: Stop = lambda: None,
) -> Copy:
    """Return the YAML of a directory with everything private replaced. Blocking; only reads.

    `knowledge` can be names only. `progress` is called with the number of finished and of all
    steps; `stop` is called several times a second and raises to end the work.
    """
    known = knowledge if isinstance(knowledge, Knowledge) else Knowledge(names=tuple(knowledge))
    try:
        return _Copier(directory, Inventory(known, choices), progress, stop).run(known, choices)
    finally:
        forget_texts()


class _Copier:
    """A copy that is being made."""

    def __init__(
        self, directory: Path, inventory: Inventory, progress: Progress, stop: Stop
    ) -> None:
        self._copy = Copy()
        self._inventory = inventory
        self._progress = progress
        self._work = Work(stop)
        inventory.begin(self._work)
        self._collector = Collector(inventory, self._work)
        self._sources = Sources(self._work)
        self._left: dict[str, str] = {}  # by original name
        self._directory = directory
        self._files: dict[str, HomeFile] = {}
        self._size = 0

    def run(self, knowledge: Knowledge, choices: Choices) -> Copy:
        """Read all files, then write them."""
        for file in home_files(self._directory):
            self._work()
            self._select(file)
        found = self._includes()
        of = 2 * len(self._files)
        self._progress(0, of)
        self._mounts = Mounts(self._files, found, self._work)
        for n, (name, mounts) in enumerate(self._mounts):
            self._progress(n, of)
            self._read(self._files[name], mounts)
        self._work.end_file()
        self._inventory.finish()
        self._names = FileNames((*self._files, *self._left), self._replaced_name)
        for n, file in enumerate(self._files.values(), len(self._files)):
            self._progress(n, of)
            self._write(file)
        self._work.end_file()
        self._copy.left_out = {
            self._names.new(name): why
            for name, why in sorted(self._left.items())
            if why != OTHER_PROGRAM
        }
        self._copy.review = review(self._copy, self._inventory, knowledge, choices, self._names)
        self._progress(of, of)
        return self._copy

    def _select(self, file: HomeFile) -> None:
        is_too_large = (
            len(self._files) >= MAX_FILES
            or file.size > MAX_FILE_BYTES
            or self._size + file.size > MAX_BYTES
        )
        if file.problem or is_too_large:
            self._left[file.name] = file.problem or TOO_LARGE
            return
        self._size += file.size
        self._files[file.name] = file

    def _includes(self) -> dict[str, list[Include]]:
        """Return the includes of all files; an included file with another ending is added."""
        found: dict[str, list[Include]] = {}
        waiting = deque(self._files.values())
        while waiting:
            file = waiting.popleft()
            self._work.begin_file()
            if SIGN not in self._sources.text(file) or isinstance(
                read := self._sources.read(file), str
            ):
                continue
            self._work.end_file()
            found[file.name] = []
            for include in includes(read.tree, file.name):
                self._work()
                found[file.name].append(include)
                if extra := self._not_selected(include):
                    self._select(extra)
                    waiting.append(extra)
        return found

    def _not_selected(self, include: Include) -> HomeFile | None:
        if include.is_folder or include.target in self._files or include.target in self._left:
            return None
        return included_file(self._directory, include.target)

    def _read(self, file: HomeFile, mounts: tuple[Mount, ...]) -> None:
        read = self._sources.read(file)
        if isinstance(read, str):
            self._left[file.name] = read
            return
        self._work.begin_file()
        try:
            for mount in mounts:
                self._collector.read(file.name, read.source.text, read.tree, read.role, mount)
        except TooSlowError:
            self._left[file.name] = TOO_SLOW

    def _replaced_name(self, part: str) -> tuple[str, list[Edit]]:
        return apply(part, in_name(self._inventory, part))

    def _write(self, file: HomeFile) -> None:
        if file.name in self._left:
            return
        read = self._sources.read(file)
        if isinstance(read, str) or read.problem:
            self._left[file.name] = read if isinstance(read, str) else str(read.problem)
            return
        self._work.begin_file()
        try:
            done = self._rewritten(file.name, read)
        except TooSlowError:
            self._left[file.name] = TOO_SLOW
            return
        if done is None:
            self._left[file.name] = NOT_SAFE
            return
        source, edits = done
        name = self._names.new(file.name)
        self._copy.files[name] = source.raw
        self._copy.replacements += _replacements(name, read.source.text, edits)

    def _rewritten(self, name: str, read: Parsed) -> tuple[SourceText, list[Edit]] | None:
        """Return the text of the copy and the edits of the original; None if it is not safe."""
        source, tree = read.source, read.tree
        paths = [*path_edits(source.text, tree, name, self._names)]
        written = {edit.new for edit in paths}
        first: list[Edit] | None = None
        for _ in range(_MAX_PASSES):
            found = self._found(name, source.text, tree, read.role)
            self._work()
            edits = _applied(source.text, [*paths, *found])
            self._work()
            first = edits if first is None else first
            if not edits:
                return source, first
            source = source.replaced(edits)
            self._work()
            new = self._sources.parse(source.text)
            if new.problem is not None or not has_same_structure(tree, new, edits):
                return None
            if not found or self._is_clean(
                File(name, source.text, new, read.role),
                kept_values(tree, new),
                with_comments=any(is_outside_of_values(tree, edit) for edit in edits),
            ):
                return source, first
            tree = new
            paths = [*kept_paths(source.text, tree, written)]
        return None

    def _found(self, name: str, text: str, tree: Tree, role: Role) -> list[Edit]:
        return [
            edit
            for mount in self._mounts.of(name)
            for edit in rewrite(self._inventory, name, text, tree, role, mount)[1]
        ]

    def _is_clean(self, file: File, done: frozenset[int], *, with_comments: bool) -> bool:
        return all(
            is_clean(self._inventory, file._replace(mount=mount), done, with_comments=with_comments)
            for mount in self._mounts.of(file.name)
        )


def _applied(text: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits that change something; of overlapping ones, the first given."""
    return [edit for edit in without_overlap(edits) if edit.new != text[edit.begin : edit.end]]


def _replacements(name: str, text: str, edits: list[Edit]) -> Iterator[Replacement]:
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for edit in edits:
        if not edit.kind:
            continue  # a name that was not private
        yield Replacement(
            file=name,
            line=bisect_right(starts, edit.begin),
            kind=edit.kind,
            placeholder=edit.placeholder,
        )
