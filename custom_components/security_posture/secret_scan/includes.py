"""Which files a file of Home Assistant includes, and below which keys."""

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
# Inclusions to follow; each may name a folder.
MAX_INCLUDES = 20_000


@dataclass(frozen=True, slots=True)
class Include:
    """One `!include...`: what it names, relative to the directory that is scanned."""

    name: str
    is_folder: bool
    is_named: bool  # each file of the folder is below a key of its own name
    keys: tuple[str, ...]

    def files(self, names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield which of some files are meant, and the keys above what is in them."""
        if not self.is_folder:
            yield self.name, self.keys
            return
        below = f"{self.name}/" if self.name != "." else ""
        for name in names:
            if name.startswith(below) and name.endswith(YAML):
                stem = PurePosixPath(name).stem
                yield name, (*self.keys, stem) if self.is_named else self.keys


class ReadingOrder:
    """Which file comes next, and below which keys: as Home Assistant includes them, then others."""

    def __init__(self, names: Iterable[str]) -> None:
        """Begin with the names of all files."""
        self._waiting = dict.fromkeys(names)
        self._included: deque[tuple[str, tuple[str, ...]]] = deque([(FIRST, ())])

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each name once."""
        while self._waiting:
            name, keys = (
                self._included.popleft() if self._included else (next(iter(self._waiting)), ())
            )
            if name in self._waiting:
                del self._waiting[name]
                yield name, keys

    def follow(self, place: YamlValue, file: str) -> bool:
        """Follow what a value of a file includes; return whether it includes anything."""
        found = include(place, file)
        if found is not None and len(self._included) < MAX_INCLUDES:
            self._included.extend(found.files(self._waiting))
        return found is not None


def include(place: YamlValue, file: str) -> Include | None:
    """Return what a value includes, or None."""
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
