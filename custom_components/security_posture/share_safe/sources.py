"""Read and parse the files of a configuration; a small one is parsed once."""

from typing import Final, NamedTuple

from .files import TOO_LARGE, HomeFile, SourceText, is_of_other_program, read_source
from .secret_scanner import ParseProblem, Role, Tree, parse, role_by_content
from .time_limits import TooSlowError, Work

MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_VALUES: Final = 150_000
# In characters. Longer lines are data, and no step inside of them can be interrupted.
MAX_LINE: Final = 256 * 1024
# Characters of all sources that are kept parsed; trees need some twenty times as many bytes.
_MAX_KEPT: Final = 2 * 1024 * 1024

NOT_YAML: Final = "not_yaml"
OTHER_PROGRAM: Final = "other_program"
TOO_SLOW: Final = "too_slow"


class Parsed(NamedTuple):
    """A parsed file, or the valid part of it, and why it is left out."""

    source: SourceText
    tree: Tree
    role: Role
    problem: str | None


class Sources:
    """The parsed files."""

    def __init__(self, work: Work) -> None:
        """Start without any."""
        self._work = work
        self._kept: dict[str, Parsed | str] = {}
        self._size = 0

    def read(self, file: HomeFile) -> Parsed | str:
        """Return a parsed file, or why there is none."""
        if file.name in self._kept:
            return self._kept[file.name]
        self._work.begin_file()
        try:
            found = self._parse(file)
        except TooSlowError:
            found = TOO_SLOW
        size = 0 if isinstance(found, str) else len(found.source.text)
        if self._size + size <= _MAX_KEPT:
            self._size += size
            self._kept[file.name] = found
        return found

    def text(self, file: HomeFile) -> str:
        """Return the text of a file; empty if there is none."""
        source = read_source(file.path, MAX_FILE_BYTES)
        return "" if isinstance(source, str) else source.raw

    def parse(self, text: str) -> Tree:
        """Return the tree of a text."""
        return parse(text, MAX_VALUES, self._work)

    def _parse(self, file: HomeFile) -> Parsed | str:
        source = read_source(file.path, MAX_FILE_BYTES)
        if isinstance(source, str):
            return source
        if _longest_line(source.text) > MAX_LINE:
            return TOO_LARGE
        tree = self.parse(source.text)
        if is_of_other_program(tree):
            return OTHER_PROGRAM
        problem = {None: None, ParseProblem.SYNTAX: NOT_YAML}.get(tree.problem, TOO_LARGE)
        return Parsed(source, tree, role_by_content(tree, file.role), problem)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))
