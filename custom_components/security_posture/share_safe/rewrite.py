"""Replace every private part of a file and keep everything else."""

from collections.abc import Iterator
import re
from typing import Final

from . import hosts, private_keys
from .edits import Edit, apply, locate_in_source, whole
from .inventory import Inventory, secret_spans
from .model import Private
from .patterns import NOWHERE, private_patterns
from .placeholders import is_placeholder
from .scanner import (
    Kind,
    Role,
    Scalar,
    Sequence,
    Tree,
    YamlValue,
    is_code_key,
    line_values,
    yaml_values,
)

_COMMENT: Final = re.compile(r"#[^\n]*")
_ENTITY: Final = re.compile(r"\b(?:person|zone|device_tracker)\.([a-z0-9_]{2,80})")
_QUOTED: Final = re.compile(r"(?<=')[^'\"\n]{2,60}(?=')|(?<=\")[^'\"\n]{2,60}(?=\")")


def rewrite(  # noqa: PLR0913, PLR0917
    inventory: Inventory, name: str, source: str, tree: Tree, role: Role, mount: tuple[str, ...]
) -> tuple[str, list[Edit]]:
    """Return the source of the copy and the edits of the original."""
    del name
    found = [
        *_in_values(inventory, source, tree, role, mount),
        *_in_comments(inventory, source, tree),
        # Of overlapping edits, the longer one wins: a host name before a name in it.
        *sorted(in_text(inventory, source), key=lambda edit: edit.begin - edit.end),
    ]
    return apply(source, found)


def in_name(inventory: Inventory, name: str) -> Iterator[Edit]:
    """Yield edits for everything private in the name of a file."""
    yield from in_text(inventory, name)


def is_clean(  # noqa: PLR0913, PLR0917
    inventory: Inventory, name: str, source: str, tree: Tree, role: Role, mount: tuple[str, ...]
) -> bool:
    """Return whether the result contains nothing private."""
    del name, source
    if role is Role.SECRETS:
        return True
    for place in yaml_values(tree, mount):
        inventory.work()
        if any(True for _ in secret_spans(place, role)):
            return False
        if isinstance(place.node, Scalar) and any(
            True for _ in in_text(inventory, place.node.text)
        ):
            return False
    return True


def in_text(inventory: Inventory, text: str) -> Iterator[Edit]:
    """Yield edits for everything private in a text: known values, patterns, hosts, names."""
    yield from _known_values(inventory, text)
    for begin, end, kind in private_patterns(text):
        if not is_placeholder(text[begin:end]):
            yield _private(inventory, text, begin, end, kind)
    if inventory.own_hosts:
        for begin, end in _own_hosts(inventory, text):
            yield _private(inventory, text, begin, end, Private.HOST)
    for match in _ENTITY.finditer(text):
        if known := inventory.names.exact_match(match[1]):
            yield Edit(*match.span(1), known[1], known[0].value, known[1])
    for match in _QUOTED.finditer(text):
        if known := inventory.names.exact_match(match[0]):
            yield Edit(*match.span(), known[1], known[0].value, known[1])
    for name in inventory.names.find(text):
        # Keep the suffix of "annas" and "anna2" readable.
        has_suffix = text[name.end : name.end + 1].isalnum()
        new = f"{name.placeholder}_" if has_suffix else name.placeholder
        yield Edit(name.begin, name.end, new, name.kind.value, name.placeholder)


def _known_values(inventory: Inventory, text: str) -> Iterator[Edit]:
    for value, (kind, placeholder) in inventory.exact.items():
        at = text.find(value)
        while at >= 0:
            if _is_whole_word(text, at, at + len(value)):
                yield Edit(at, at + len(value), placeholder, kind, placeholder)
            at = text.find(value, at + len(value))


_BARE: Final = re.compile(r"(?<![\w.-])[A-Za-z0-9][\w-]{2,62}(?![\w-]|\.\w)")


def _own_hosts(inventory: Inventory, text: str) -> Iterator[tuple[int, int]]:
    for begin, end in hosts.domain_spans(text):
        if text[begin:end].lower() in inventory.own_hosts:
            yield begin, end
    for match in _BARE.finditer(text):
        if match[0].lower() in inventory.own_hosts:
            yield match.span()


def _is_whole_word(text: str, begin: int, end: int) -> bool:
    before = text[begin - 1] if begin else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[begin].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _private(inventory: Inventory, text: str, begin: int, end: int, kind: Private) -> Edit:
    value = text[begin:end]
    if kind is Private.COORDINATE:
        new = ", ".join([NOWHERE] * len(value.split(",")))
        return Edit(begin, end, new, kind.value, NOWHERE)
    thing = value.lower() if kind in (Private.HOST, Private.MAC, Private.EMAIL) else value
    placeholder = inventory.placeholders.for_value(kind, thing)
    return Edit(begin, end, placeholder, kind.value, placeholder)


def _in_values(
    inventory: Inventory, source: str, tree: Tree, role: Role, mount: tuple[str, ...]
) -> Iterator[Edit]:
    for place in yaml_values(tree, mount):
        inventory.work()
        node = place.node
        if is_code_key(place) and place.key_node is not None:
            yield from _secret(
                inventory, source, place.key_node, (0, len(place.key_node.text)), Kind.CODE
            )
        if isinstance(node, Sequence):
            if any(True for _ in secret_spans(place, role)):
                yield from _numbers(inventory, source, node)
            continue
        done = False
        for begin, end, kind in secret_spans(place, role):
            done = done or (begin, end) == (0, len(node.text))
            yield from _secret(inventory, source, node, (begin, end), kind)
        if not done:
            yield from _by_key(inventory, source, place, node)
            yield from _folded(inventory, source, node)


def _numbers(inventory: Inventory, source: str, node: Sequence) -> Iterator[Edit]:
    numbers = [item for item in node.items if isinstance(item, Scalar)]
    placeholder = inventory.placeholders.for_secret(
        Kind.KEY, ",".join(item.text for item in numbers)
    )
    for item in numbers:
        yield Edit(item.start, item.end, placeholder, Kind.KEY.value, placeholder)


def _secret(
    inventory: Inventory, source: str, node: Scalar, span: tuple[int, int], kind: Kind | Private
) -> Iterator[Edit]:
    begin, end = span
    value = node.text[begin:end]
    placeholder = inventory.placeholders.for_secret(kind, value)
    at = locate_in_source(source, node, begin, end)
    if at is not None:
        yield Edit(*at, placeholder, str(kind), placeholder)
        return
    text = node.text[:begin] + placeholder + node.text[end:]
    start, stop, new = whole(source, node, text)
    yield Edit(start, stop, new, str(kind), placeholder)


def _by_key(inventory: Inventory, source: str, place: YamlValue, node: Scalar) -> Iterator[Edit]:
    kind = private_keys.kind_by_key(place, node)
    known = inventory.names.exact_match(node.text) if kind is None and not node.tag else None
    if kind is None and known is None:
        return
    text = node.text.strip()
    begin = node.text.index(text)
    at = locate_in_source(source, node, begin, begin + len(text))
    if at is None:
        return
    if known:
        yield Edit(*at, known[1], known[0].value, known[1])
    elif kind is not None:
        made = _private(inventory, text, 0, len(text), kind)
        yield Edit(*at, made.new, made.kind, made.placeholder)


def _folded(inventory: Inventory, source: str, node: Scalar) -> Iterator[Edit]:
    """Replace the whole value if its source hides something private by escapes or folding."""
    raw = source[node.start : node.end]
    if node.end_line == node.line and "\\" not in raw:
        return
    found = [*in_text(inventory, node.text)]
    if all(node.text[edit.begin : edit.end] in raw for edit in found):
        return
    text, made = apply(node.text, found)
    start, stop, new = whole(source, node, text)
    yield Edit(start, stop, new, made[0].kind, made[0].placeholder)


def _in_comments(inventory: Inventory, source: str, tree: Tree) -> Iterator[Edit]:
    for begin, text in _comments(source, tree):
        for place in line_values(text, 1, 1):
            if isinstance(place.node, Scalar):
                for edit in _in_comment(inventory, text, place, place.node):
                    yield edit._replace(begin=begin + edit.begin, end=begin + edit.end)


def _in_comment(inventory: Inventory, text: str, place: YamlValue, node: Scalar) -> Iterator[Edit]:
    found = [*secret_spans(place, Role.HOME_ASSISTANT)]
    for start, end, kind in found:
        at = text.find(node.text[start:end])
        placeholder = inventory.placeholders.for_secret(kind, node.text[start:end])
        if at >= 0:
            yield Edit(at, at + end - start, placeholder, str(kind), placeholder)
    by_key = private_keys.kind_by_key(place, node)
    at = text.find(node.text)
    if not found and by_key is not None and at >= 0:
        yield _private(inventory, text, at, at + len(node.text), by_key)


def _comments(source: str, tree: Tree) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each comment, outside of values."""
    covered = sorted({(node.start, node.end) for node in _scalars(tree)})
    done = 0
    for start, end in (*covered, (len(source), len(source))):
        for match in _COMMENT.finditer(source, done, max(start, done)):
            text = match[0].lstrip("# \t")
            if text:
                yield match.end() - len(text), text
        done = max(done, end)


def _scalars(tree: Tree) -> Iterator[Scalar]:
    for place in yaml_values(tree):
        if place.key_node is not None:
            yield place.key_node
        if isinstance(place.node, Scalar):
            yield place.node
