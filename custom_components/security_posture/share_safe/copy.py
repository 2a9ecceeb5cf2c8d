"""Create a shareable copy of a configuration directory."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
import re
from typing import Final

from .edits import apply
from .inventory import Inventory, secret_spans
from .model import (
    NO_CHOICES,
    Choices,
    Copy,
    Knowledge,
    LeftOut,
    Names,
    Place,
    Private,
    Replacement,
    Review,
    ReviewedKind,
)
from .rewrite import in_text, rewrite
from .scanner import (
    ParseProblem,
    ReadingOrder,
    Role,
    Scalar,
    SourceFile,
    Tree,
    parse,
    read_text,
    role_by_content,
    source_files,
    yaml_values,
)
from .structure import has_same_structure

MAX_FILES: Final = 5_000
MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_BYTES: Final = 32 * 1024 * 1024
MAX_VALUES: Final = 150_000
_LINE_END: Final = re.compile("\n")
# Passes over a file until nothing private is found; if something is left, the file is omitted.
_MAX_PASSES: Final = 3

NOT_YAML: Final = "not_yaml"
TOO_LARGE: Final = "too_large"
UNREADABLE: Final = "unreadable"
NOT_SAFE: Final = "not_safe"
# Two files whose names differ only in private parts.
SAME_NAME: Final = "same_name"

# Kinds that a person may switch off.
_FREE: Final = frozenset(Private) - {Private.SECRET, Private.COORDINATE, Private.WORD}

type Progress = Callable[[int, int], None]


def make_copy(
    directory: Path,
    knowledge: Knowledge | Names,
    choices: Choices = NO_CHOICES,
    progress: Progress = lambda done, of: None,
    stop: Callable[[], None] = lambda: None,
) -> Copy:
    """Return the YAML of a directory with everything private replaced. Blocking; only reads.

    `knowledge` is what the files themselves do not identify; `progress` is called with the number
    of finished and of all steps, and `stop` raises to end the work.
    """
    copy = Copy()
    sources = [*_sources(directory, copy)]
    inventory = Inventory(knowledge.names if isinstance(knowledge, Knowledge) else knowledge)
    steps = 2 * len(sources)
    known = {source.name: source for source in sources}
    order = ReadingOrder(known)
    for n, (name, keys) in enumerate(order):
        stop()
        progress(n, steps)
        if read := _read(known[name]):
            inventory.read(name, read, keys, order)
    inventory.finish()
    for n, source in enumerate(sources):
        stop()
        progress(len(sources) + n, steps)
        _write(inventory, source, copy)
    progress(steps, steps)
    copy.review = _review(copy, choices)
    return copy


def _review(copy: Copy, choices: Choices) -> Review:
    places: dict[str, list[Place]] = {}
    for each in copy.replacements:
        places.setdefault(each.kind, []).append(Place(file=each.file, line=each.line))
    kinds = [
        ReviewedKind(
            kind=kind,
            count=count,
            on=kind not in _FREE or choices.is_on(Private(kind), "") is not False,
            fixed=kind not in _FREE,
            places=tuple(places[kind][:50]),
        )
        for kind, count in copy.counts().items()
    ]
    left_out = [LeftOut(file=file, why=why) for file, why in copy.left_out.items()]
    return Review(kinds=tuple(kinds), left_out=tuple(left_out), files=len(copy.files))


def _sources(directory: Path, copy: Copy) -> Iterator[SourceFile]:
    size = 0
    for n, source in enumerate(source_files(directory)):
        if source is None or source.role is Role.ENV:
            continue
        size += source.size
        if n >= MAX_FILES or size > MAX_BYTES or source.size > MAX_FILE_BYTES:
            copy.left_out[source.name] = TOO_LARGE
        else:
            yield source


def _read(source: SourceFile) -> tuple[str, Tree, Role] | None:
    text = read_text(source.path, MAX_FILE_BYTES)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    tree = parse(text, MAX_VALUES)
    return text, tree, role_by_content(tree, source.role)


def _write(inventory: Inventory, source: SourceFile, copy: Copy) -> None:
    name, _ = apply(source.name, in_text(inventory, source.name))
    if name in copy.files:
        copy.left_out[name] = SAME_NAME
        return
    read = _read(source)
    if read is None:
        copy.left_out[name] = UNREADABLE
        return
    text, tree, role = read
    if tree.problem is not None:
        copy.left_out[name] = NOT_YAML if tree.problem is ParseProblem.SYNTAX else TOO_LARGE
        return
    line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    made: list[Replacement] = []
    for n in range(_MAX_PASSES):
        changed, edits = rewrite(inventory, text, tree, role)
        # Lines refer to the original: later passes only change the result of the first one.
        made += [
            Replacement(
                file=name,
                line=bisect_right(line_starts, edit.begin),
                kind=edit.kind,
                placeholder=edit.placeholder,
            )
            for edit in (edits if n == 0 else ())
        ]
        new = parse(changed, MAX_VALUES)
        if new.problem is not None or not has_same_structure(tree, new):
            copy.left_out[name] = NOT_SAFE
            return
        if _is_clean(inventory, new, role):
            copy.files[name] = changed
            copy.replacements += made
            return
        text, tree = changed, new
    copy.left_out[name] = NOT_SAFE


def _is_clean(inventory: Inventory, tree: Tree, role: Role) -> bool:
    """Return whether the result contains nothing private."""
    if role is Role.SECRETS:
        return True
    return not any(
        any(True for _ in secret_spans(place, role))
        or (
            isinstance(place.node, Scalar)
            and any(True for _ in in_text(inventory, place.node.text))
        )
        for place in yaml_values(tree)
    )
