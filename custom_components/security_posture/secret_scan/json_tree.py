"""Parse JSON into a tree of nodes with their positions.

Unlike YAML it may be indented with tabs and escape slashes. Comments and commas at the end of a
list are accepted, as editors write them.
"""

from collections.abc import Callable
import json
import re
from typing import Final

from .tree import Builder, Mapping, ParseProblem, Scalar, Sequence, Tree, no_limit

_TOKEN: Final = re.compile(
    r"(?:[\s,:]++|//[^\n]*+|/\*(?s:.*?)\*/)*+"
    r"(?:([{}\[\]])|(\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\")|([\w.+-]{1,100}+)|$)"
)
# A real file is a few levels deep.
MAX_DEPTH: Final = 200


def parse_json(text: str, limit: int, tick: Callable[[], None] = no_limit) -> Tree:
    """Return the tree of the valid part of a file, up to `limit` nodes."""
    tree = Tree()
    builder = Builder(tree)
    at, line, counted, n = 0, 1, 0, 0
    while match := _TOKEN.match(text, at):
        at, n = match.end(), n + 1
        if match.lastindex is None:
            break  # the end of the text
        start = match.start(match.lastindex)
        line += text.count("\n", counted, start)
        counted = start
        tree.lines = line - 1
        if n > limit or len(builder.levels) > MAX_DEPTH:
            tree.problem = ParseProblem.TOO_MANY
            break
        tick()
        if not _add(builder, match, line):
            tree.problem = ParseProblem.SYNTAX
            break
    else:
        tree.problem = ParseProblem.SYNTAX
    if builder.levels and tree.problem is None:
        tree.problem = ParseProblem.SYNTAX
    builder.abandon()
    return tree


def _add(builder: Builder, match: re.Match[str], line: int) -> bool:
    """Add a token to the tree; return False if it cannot stand here."""
    sign, quoted, bare = match.groups()
    if sign in ("}", "]"):
        kind = Mapping if sign == "}" else Sequence
        if not builder.levels or not isinstance(builder.levels[-1][0], kind):
            return False
        builder.finish()
    elif sign:
        builder.begin(Mapping(line) if sign == "{" else Sequence(line), None)
    else:
        style, begin = ('"', match.start(2)) if quoted else (None, match.start(3))
        try:
            written = json.loads(quoted) if quoted else bare
        except ValueError:
            written = quoted[1:-1]
        builder.add(Scalar(written, None, style, line, line, begin, match.end()))
    return True
