"""Follow includes, merge keys and secrets as Home Assistant does.

Nothing is constructed, imported or logged: Home Assistant's own loader imports and installs the
integrations that packages name, and logs the lines that it cannot parse.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
import os
from pathlib import Path
from typing import Final

from ...posture.facts import Reason
from ...secret_scan.tree import Mapping, Node, Scalar, Sequence
from ..common.errors import CollectorError
from .nodes import Entry, Value, is_null, is_standard, is_string
from .source_file import SECRETS, SourceFiles, nodes

_FILE: Final = "!include"
_NAMED: Final = "!include_dir_named"
_MERGE_NAMED: Final = "!include_dir_merge_named"
_LIST: Final = "!include_dir_list"
_MERGE_LIST: Final = "!include_dir_merge_list"
_FOLDERS: Final = frozenset({_NAMED, _MERGE_NAMED, _LIST, _MERGE_LIST})
_SECRET: Final = "!secret"  # noqa: S105 - the tag
_ENVIRONMENT: Final = "!env_var"
_TAGS: Final = frozenset({_FILE, *_FOLDERS, _SECRET, _ENVIRONMENT, "!input"})
_MERGE: Final = "<<"
_EMPTY: Final = Mapping(1)
# Real ones are two or three levels deep; a cycle has no end.
MAX_DEPTH: Final = 50


class Configuration:
    """The configuration of one look. Holds secrets, and must not outlive it."""

    def __init__(self, config_dir: str) -> None:
        """Start with nothing read."""
        self.config_dir = config_dir
        self._source = SourceFiles()
        self._roots: dict[str, Node] = {}
        self._merged: dict[int, dict[str, Entry]] = {}

    def root(self, name: str) -> Value:
        """Return the content of a file of the configuration folder."""
        return self._root(os.path.join(self.config_dir, name))  # noqa: PTH118

    def entries(self, value: Value) -> dict[str, Entry] | None:
        """Return the keys and values of a mapping; None if it is none."""
        value = self.included(value)
        node = value.node
        if isinstance(node, Mapping):
            return self._flat(node, value.file, MAX_DEPTH)
        if not isinstance(node, Scalar) or node.tag not in (_NAMED, _MERGE_NAMED):
            return None
        found: dict[str, Entry] = {}
        for path in self._in_folder(node, value.file):
            if node.tag == _MERGE_NAMED:
                found |= self.entries(self._root(path)) or {}
            else:
                key = replace(node, text=Path(path).stem, tag=None, style='"')
                found[key.text] = Entry(key, value.file, self._content(path))
        return found

    def items(self, value: Value) -> list[Value] | None:
        """Return the items of a list; None if it is none."""
        value = self.included(value)
        node = value.node
        if isinstance(node, Sequence):
            return [Value(item, value.file) for item in node.items]
        if not isinstance(node, Scalar) or node.tag not in (_LIST, _MERGE_LIST):
            return None
        found: list[Value] = []
        for path in self._in_folder(node, value.file):
            root = self._root(path)
            if node.tag == _MERGE_LIST:
                found.extend(self.items(root) or ())
            elif not is_null(root.node):
                found.append(root)
        return found

    def included(self, value: Value) -> Value:
        """Return the value that an `!include` stands for, or the value itself."""
        for _ in range(MAX_DEPTH):
            node = value.node
            if not isinstance(node, Scalar) or node.tag != _FILE:
                return value
            value = self._content(_beside(value.file, node.text))
        raise CollectorError(Reason.PARSE)

    def scalar(self, value: Value) -> Value:
        """Return a value without the tags that stand for another one: it may be a secret."""
        value = self.included(value)
        node = value.node
        if isinstance(node, Scalar) and node.tag == _SECRET:
            return self._secret(node.text, value.file)
        if isinstance(node, Scalar) and node.tag == _ENVIRONMENT:
            return Value(replace(node, text=_environment(node.text), tag=None), value.file)
        return value

    def check_all(self) -> None:
        """Read the other included files, only to see whether Home Assistant could load them."""
        pending = deque(self._roots)
        known = set(map(os.path.normpath, pending))
        while pending:
            path = pending.popleft()
            root = self._roots[path] if path in self._roots else self._source.root(path)
            for included in self._check(Value(root, path)):
                if (name := os.path.normpath(included)) not in known:
                    known.add(name)
                    pending.append(included)

    def _check(self, value: Value) -> Iterator[str]:
        """Yield the files that a file includes."""
        for node in nodes(value.node):
            if isinstance(node, Mapping):
                _check_keys(node)
            elif isinstance(node, Scalar) and not is_standard(node):
                yield from self._check_tag(node, value.file)

    def _check_tag(self, node: Scalar, file: str) -> Iterator[str]:
        if node.tag not in _TAGS or not node.text:
            raise CollectorError(Reason.PARSE)
        if node.tag == _FILE:
            yield _beside(file, node.text)
        elif node.tag in _FOLDERS:
            yield from self._in_folder(node, file)
        elif node.tag == _SECRET:
            self._secret(node.text, file)
        elif node.tag == _ENVIRONMENT:
            _environment(node.text)

    def _content(self, path: str) -> Value:
        """Return the content of an included file; an empty one is an empty mapping."""
        root = self._root(path)
        return Value(_EMPTY, path) if is_null(root.node) else root

    def _root(self, path: str) -> Value:
        if path not in self._roots:
            self._roots[path] = self._source.root(path)
        return Value(self._roots[path], path)

    def _in_folder(self, node: Scalar, file: str) -> Iterator[str]:
        return self._source.in_folder(_beside(file, node.text))

    def _flat(self, node: Mapping, file: str, depth: int) -> dict[str, Entry]:
        """Return the entries of a mapping; its own keys replace those that it merges."""
        if id(node) in self._merged:
            return self._merged[id(node)]
        if not depth:
            raise CollectorError(Reason.PARSE)
        _check_keys(node)
        own: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for key, value in node.pairs:
            if _is_merge(key):
                # The first of several mappings wins.
                for part in reversed(_parts(value)):
                    self._source.check_time()  # a list may name a large mapping any number of times
                    merged |= self._flat(part, file, depth - 1)
            elif isinstance(key, Scalar):
                own[key.text] = Entry(key, file, Value(value, file))
        self._merged[id(node)] = merged | own
        return self._merged[id(node)]

    def _secret(self, name: str, file: str) -> Value:
        """Return a secret from the nearest secrets.yaml that has it."""
        for folder in Path(file).parents:
            if not folder.is_relative_to(self.config_dir):
                break
            path = folder / SECRETS
            if path.is_file() or path.is_symlink():
                entries = self.entries(self._root(str(path)))
                if entries is None:
                    break
                if name in entries and is_string(entries[name].key):
                    return entries[name].value
        raise CollectorError(Reason.PARSE)


def _beside(file: str, name: str) -> str:
    if not name:
        raise CollectorError(Reason.PARSE)
    return os.path.join(os.path.dirname(file), name)  # noqa: PTH118, PTH120 - as Home Assistant


def _environment(text: str) -> str:
    name, _, default = text.strip().partition(" ")
    found = os.environ.get(name, default)
    if not found and name not in os.environ:
        raise CollectorError(Reason.PARSE)
    return found


def _is_merge(key: Node) -> bool:
    return isinstance(key, Scalar) and key.text == _MERGE and not key.style and key.tag is None


def _check_keys(node: Mapping) -> None:
    """Raise for keys that Home Assistant refuses, such as `{{ template }}` without quotes."""
    for key, value in node.pairs:
        if not isinstance(key, Scalar):
            raise CollectorError(Reason.PARSE)
        if _is_merge(key):
            _parts(value)


def _parts(value: Node) -> list[Mapping]:
    """Return the mappings that a merge key merges."""
    parts = value.items if isinstance(value, Sequence) else [value]
    if not all(isinstance(part, Mapping) for part in parts):
        raise CollectorError(Reason.PARSE)
    return [part for part in parts if isinstance(part, Mapping)]
