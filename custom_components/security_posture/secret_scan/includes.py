"""Follow the includes of Home Assistant's configuration."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
import posixpath

from .tree import Scalar
from .yaml_values import YamlValue

_FILE = "!include"
_NAMED = ("!include_dir_named", "!include_dir_merge_named")
_FOLDERS = (*_NAMED, "!include_dir_list", "!include_dir_merge_list")
YAML = ".yaml"
FIRST = "configuration.yaml"
# Includes to follow; each can be a folder.
MAX_INCLUDES = 20_000
# A file is read once below each of its places; a file that includes itself has endless ones.
MAX_MOUNTS = 8


@dataclass(frozen=True, slots=True)
class Include:
    """One `!include...`, relative to the scanned directory."""

    name: str
    is_folder: bool
    is_named: bool  # each file is mounted below a key with its name
    keys: tuple[str, ...]

    def files(self, names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the included files with the keys above their content."""
        if not self.is_folder:
            yield self.name, self.keys
            return
        below = f"{self.name}/" if self.name != "." else ""
        for name in names:
            if name.startswith(below) and name.endswith(YAML):
                stem = PurePosixPath(name).stem
                yield name, (*self.keys, stem) if self.is_named else self.keys


class ReadingOrder:
    """The files with their mount keys: included ones in Home Assistant's order, then all others."""

    def __init__(self, names: Iterable[str]) -> None:
        """Start with the names of all files."""
        self._waiting = dict.fromkeys(names)
        self._mounts: dict[str, set[tuple[str, ...]]] = {name: set() for name in self._waiting}
        self._included: deque[tuple[str, tuple[str, ...]]] = deque([(FIRST, ())])

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each name once for each place that it is included at, at least once."""
        while self._included or self._waiting:
            name, keys = (
                self._included.popleft() if self._included else (next(iter(self._waiting)), ())
            )
            known = self._mounts.get(name)
            if known is None or keys in known or len(known) == MAX_MOUNTS:
                continue
            known.add(keys)
            self._waiting.pop(name, None)
            yield name, keys

    def add(self, found: Include) -> None:
        """Queue the files of an include."""
        if len(self._included) < MAX_INCLUDES:
            self._included.extend(found.files(self._mounts))


def include(place: YamlValue, file: str) -> Include | None:
    """Return the include of a value, or None."""
    node = place.node
    if not isinstance(node, Scalar) or node.tag not in (_FILE, *_FOLDERS):
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(file), node.text.strip()))
    if name.startswith(("..", "/")):
        return None
    return Include(
        name=name,
        is_folder=node.tag in _FOLDERS,
        is_named=node.tag == _NAMED[0],
        keys=place.keys,
    )
