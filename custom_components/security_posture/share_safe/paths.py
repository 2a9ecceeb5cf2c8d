"""Keep the includes of a copy working: their paths follow the new names of the files."""

from collections.abc import Iterator
import json

from .edits import Edit
from .file_names import FileNames
from .mounts import is_include
from .secret_scanner import Scalar, Tree


def path_edits(source: str, tree: Tree, file: str, names: FileNames) -> Iterator[Edit]:
    """Yield an edit for each path of a file, also if it stays: nothing else changes a path."""
    for node in tree.scalars:
        text = node.text.strip()
        new = names.target(file, text) if is_include(node) else None
        if new is None and not node.tag and node.line == node.end_line:
            new = names.reference(file, text)
        if text and new is not None:
            yield _edit(source, node, text, new, names)


def kept_paths(source: str, tree: Tree, written: set[str]) -> Iterator[Edit]:
    """Yield an edit without a change for each path that was written already."""
    for node in tree.scalars:
        if node.text.strip() in written:
            yield Edit(node.start, node.end, source[node.start : node.end], "", "")


def _edit(source: str, node: Scalar, text: str, new: str, names: FileNames) -> Edit:
    made = names.made(text)
    kind, placeholder = (made.kind, made.placeholder) if made else ("", "")
    at = source.rfind(text, node.start, node.end)
    if at >= 0:
        return Edit(at, at + len(text), new, kind, placeholder)
    tag = f"{node.tag} " if node.tag else ""
    return Edit(node.start, node.end, tag + json.dumps(new), kind, placeholder)
