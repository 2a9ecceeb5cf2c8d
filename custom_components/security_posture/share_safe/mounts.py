"""Find the keys above the content of each file: those of the includes that lead to it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
import posixpath
from typing import Final, NamedTuple

from .secret_scanner import Scalar, Tree, YamlValue, yaml_values

type Mount = tuple[str, ...]

FIRST: Final = "configuration.yaml"
SIGN: Final = "!include"  # every include begins with it
_NAMED: Final = "!include_dir_named"
_FOLDER: Final = "!include_dir_"
# Different places that include the same file. The file is read once for each of them.
MAX_MOUNTS: Final = 24
# Includes to follow in all; a hostile configuration could double them with every file.
_MAX_STEPS: Final = 50_000
_PACKAGES: Final = ("homeassistant", "packages")


class Include(NamedTuple):
    """An include: where it is, and the file or the folder."""

    keys: Mount
    target: str
    is_folder: bool
    is_named: bool  # each file is below a key with its name


def is_include(node: Scalar) -> bool:
    """Return whether a value is the path of an included file or folder."""
    return node.tag is not None and (node.tag == SIGN or node.tag.startswith(_FOLDER))


def includes(tree: Tree, file: str) -> Iterator[Include]:
    """Yield the includes of a file."""
    for place in yaml_values(tree):
        if found := _include(place, file):
            yield found


def _include(place: YamlValue, file: str) -> Include | None:
    node = place.node
    if not isinstance(node, Scalar) or not is_include(node):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), node.text.strip()))
    target = target.removeprefix("/config/")
    if target.startswith(("../", "/")) or target == "..":
        return None
    return Include(place.keys, target, node.tag != SIGN, node.tag == _NAMED)


class Mounts:
    """The keys above each file. A file that nothing includes has none."""

    def __init__(
        self,
        names: Iterable[str],
        found: Mapping[str, Iterable[Include]],
        work: Callable[[], None] = lambda: None,
    ) -> None:
        """Follow the includes of all files from the first file, then from all others."""
        self._work = work
        self._names = dict.fromkeys(names)
        self._below = _by_folder(self._names)
        self._found = found
        self._mounts: dict[str, dict[Mount, Mount]] = {}
        self._steps = 0
        included = {
            name
            for file, each in found.items()
            for include in each
            for name, _ in self._files(include, ())
            if name != file
        }
        for name in (FIRST, *(name for name in self._names if name not in included), *self._names):
            if name in self._names and name not in self._mounts:
                self._follow(name)

    def __iter__(self) -> Iterator[tuple[str, tuple[Mount, ...]]]:
        """Yield each file with the keys above it, in Home Assistant's order."""
        for name, mounts in self._mounts.items():
            yield name, tuple(mounts.values())

    def of(self, name: str) -> tuple[Mount, ...]:
        """Return the keys above a file, for each place that includes it."""
        return tuple(self._mounts[name].values())

    def _follow(self, first: str) -> None:
        waiting: deque[tuple[str, Mount]] = deque([(first, ())])
        while waiting:
            name, mount = waiting.popleft()
            known = self._mounts.setdefault(name, {})
            key = _significant(mount)
            if key in known or len(known) >= MAX_MOUNTS:
                continue
            known[key] = mount
            for include in self._found.get(name, ()):
                for below in self._files(include, mount):
                    self._steps += 1
                    if self._steps > _MAX_STEPS:
                        return
                    waiting.append(below)

    def _files(self, include: Include, mount: Mount) -> Iterator[tuple[str, Mount]]:
        self._work()
        keys = (*mount, *include.keys)
        if not include.is_folder:
            if include.target in self._names:
                yield include.target, keys
            return
        for name in self._below.get(include.target, ()):
            stem = posixpath.basename(name).rpartition(".")[0]
            if stem == "secrets":
                continue
            yield name, (*keys, stem) if include.is_named else keys


def _by_folder(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the files that a folder's include reads, with those of nested folders."""
    below: dict[str, list[str]] = {}
    for name in names:
        if not name.endswith(".yaml"):
            continue
        folder = name
        while folder:
            folder = posixpath.dirname(folder)
            below.setdefault(folder or ".", []).append(name)
    return below


def _significant(mount: Mount) -> Mount:
    """Return the keys that decide what a file is: the integration, and the nearest ones."""
    # A package is the same as the configuration itself.
    inner = mount[3:] if mount[:2] == _PACKAGES else mount
    return (*inner[:1], *inner[1:][-3:])
