"""Read the values of a file, each form of file in its own way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import re
from typing import Final, NamedTuple

from .code_values import code_values
from .comments import commented_values
from .file_types import Form, Role, script_language
from .files import SourceFile, role_by_content
from .findings import Reading
from .json_tree import parse_json
from .line_parser import line_values
from .line_values import plain_lines
from .tree import Mapping, ParseProblem, Scalar, Tree, parse
from .yaml_values import Ancestors, YamlValue, yaml_values

# For files that are read line by line, without context.
LINE_CONFIDENCE: Final = 0.6
# Lines of a program that a person wrote are shorter, and so is the whole program.
_MAX_LINE: Final = 3_000
_MAX_PROGRAM: Final = 256 * 1024
_MAX_NOTES: Final = 64 * 1024
_LINK: Final = re.compile(r"\]\([^()\n]{0,2000}\)|(?:href|src)=[\"'][^\"'\n]{0,2000}[\"']")
_LOGIN: Final = re.compile(r"\bpassword[ \t]+(\S{1,400})")
_DOCKERFILE: Final = re.compile(r"(?mi)^[ \t]{0,20}(?:ENV|ARG)(?=[ \t])|^[ \t]{0,20}RUN(?=[ \t])")

type Tick = Callable[[], None]


class Passage(NamedTuple):
    """Values of a file that are read in the same way."""

    values: Iterator[YamlValue]
    reading: Reading


@dataclass(slots=True)
class Reader:
    """Read one file. What was not read is in `problems`."""

    source: SourceFile
    text: str
    mount: tuple[str, ...]  # the keys below which another file includes this one
    max_values: int
    max_lines: int
    tick: Tick
    problems: dict[str, None]

    def passages(self) -> Iterator[Passage]:
        """Yield all values of the file."""
        match self.source.form:
            case Form.YAML:
                yield from self._tree(parse(self.text, self.max_values, self.tick))
            case Form.JSON:
                yield from self._tree(parse_json(self.text, self.max_values, self.tick))
            case Form.LINES:
                yield self._lines(0, LINE_CONFIDENCE)
            case Form.LOGINS:
                yield Passage(self._logins(), Reading(self.source.role))
            case Form.TEMPLATE:
                whole = self._place("", self.text, 0)
                yield Passage(iter((whole,)), Reading(self.source.role))
            case Form.CODE:
                yield from self._code(self.source.language)
            case Form.NOTES:
                yield from self._notes()
            case Form.SCRIPT if self.text.startswith("{"):
                yield from self._tree(parse_json(self.text, self.max_values, self.tick))
            case Form.SCRIPT:
                yield from self._code(script_language(self.text))

    def _tree(self, tree: Tree) -> Iterator[Passage]:
        role = self.source.role
        if self.source.form is Form.YAML:
            role = role_by_content(tree, role)
        reading = Reading(role)
        yield Passage(yaml_values(tree, self.mount), reading)
        if self.source.form is Form.YAML and role is not Role.SECRETS:
            yield Passage(self._comments(tree), reading)
        if tree.problem is ParseProblem.TOO_MANY:
            self.problems["values"] = None
        # A file without an ending may be of any kind.
        if tree.problem is not None and self.source.form is not Form.SCRIPT:
            yield self._lines(tree.lines, LINE_CONFIDENCE)

    def _comments(self, tree: Tree) -> Iterator[YamlValue]:
        for place in commented_values(self.text, tree, self.mount):
            # What follows a syntax error is read line by line.
            if tree.problem is not None and place.node.line > tree.lines:
                return
            yield place

    def _lines(self, read: int, confidence: float) -> Passage:
        values = line_values(self.text, read + 1, self.max_lines)
        return Passage(values, Reading(self.source.role, confidence))

    def _code(self, language: str | None) -> Iterator[Passage]:
        if language is None or _is_generated(self.text, language):
            return
        text = self.text
        if language == "dockerfile":
            text, language = _DOCKERFILE.sub(lambda it: " " * len(it[0]), text), "shell"
        yield Passage(code_values(text, language), Reading(self.source.role))

    def _notes(self) -> Iterator[Passage]:
        """Read short texts: only a command or a setting in them is told."""
        if len(self.text) <= _MAX_NOTES:
            # Links to other pages and pictures.
            text = _LINK.sub(lambda it: " " * len(it[0]), self.text)
            yield Passage(plain_lines(text), Reading(self.source.role))

    def _logins(self) -> Iterator[YamlValue]:
        for match in _LOGIN.finditer(self.text):
            yield self._place("password", match[1], match.start(1))

    def _place(self, key: str, text: str, start: int) -> YamlValue:
        line = self.text.count("\n", 0, start) + 1
        last = line + text.rstrip().count("\n")
        node = Scalar(text, None, None, line, last, start, start + len(text))
        top = Ancestors((), None, None)
        ancestors = Ancestors((key,), Mapping(line), top) if key else top
        return YamlValue(node, ancestors, in_list=False)


def _is_generated(text: str, language: str) -> bool:
    """Return whether a program was put together by another one: third-party code."""
    if language != "javascript":
        return False
    # A page may contain a picture in one long line.
    is_page = text[:1_000].lstrip().startswith("<")
    lines = text.split("\n")
    return len(text) > _MAX_PROGRAM or (not is_page and max(map(len, lines)) > _MAX_LINE)
