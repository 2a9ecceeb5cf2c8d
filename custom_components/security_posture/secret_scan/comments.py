"""Find the comments of a YAML file, and the configuration that is commented out."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from .line_parser import line_values
from .tree import Scalar, Tree
from .yaml_values import YamlValue, yaml_values

_COMMENT: Final = re.compile(r"#[^\n]*")


class Comment(NamedTuple):
    """A comment without its sign: offset in the source, line from 1, text."""

    begin: int
    line: int
    text: str


def comments(source: str, tree: Tree) -> Iterator[Comment]:
    """Yield the comments of a file, outside of its values."""
    covered = sorted({(node.start, node.end) for node in _scalars(tree)})
    done, line, counted = 0, 1, 0
    for start, end in (*covered, (len(source), len(source))):
        for match in _COMMENT.finditer(source, done, max(start, done)):
            if text := match[0].lstrip("# \t"):
                line += source.count("\n", counted, match.start())
                counted = match.start()
                yield Comment(match.end() - len(text), line, text)
        done = max(done, end)


def commented_values(source: str, tree: Tree, mount: tuple[str, ...] = ()) -> Iterator[YamlValue]:
    """Yield the values of commented-out lines; offsets are those of the source."""
    del mount  # the keys above a commented-out block are not known yet
    for comment in comments(source, tree):
        for place in line_values(comment.text, 1, 1):
            if isinstance(node := place.node, Scalar):
                node.start += comment.begin
                node.end += comment.begin
                node.line = node.end_line = comment.line
            yield place


def _scalars(tree: Tree) -> Iterator[Scalar]:
    for place in yaml_values(tree):
        if place.key_node is not None:
            yield place.key_node
        if isinstance(place.node, Scalar):
            yield place.node
