"""Find the secrets in the earlier commits of a repository. Nothing is run or checked out.

Each run continues where the last one ended; a history that has not changed is not read again.
"""

from collections.abc import Iterator, Set as AbstractSet
from dataclasses import dataclass, field
import struct
from typing import Final
import zlib

from ...posture.facts import GitHistory, Reason
from ..common.errors import CollectorError
from ..common.sensitive_content import MAX_BYTES, is_told_by_content, kind_by_content
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .budget import Budget, SpentError
from .objects import MissingObjectError, ObjectStore
from .packs import GitObject, TooLargeError
from .refs import tips
from .repository import Repository

# Far more than the history of a configuration has.
MAX_COMMITS: Final = 100_000
MAX_TREES: Final = 300_000
MAX_PATHS: Final = 50_000
MAX_DEPTH: Final = 30
# In bytes, of one file or folder.
MAX_NAME: Final = 4_096
# Versions of one file to read.
MAX_VERSIONS: Final = 200
# Files to list.
MAX_FILES: Final = 500
_FOLDER: Final = b"40000"
_FILES: Final = (b"100644", b"100755", b"100664")
_CORRUPT: Final = (ValueError, IndexError, struct.error, zlib.error)


class TooLongError(Exception):
    """The history is longer than what is walked."""


@dataclass(slots=True)
class History:
    """What is known of the history of one repository."""

    tips: frozenset[bytes] = frozenset()
    commits: set[bytes] = field(default_factory=set)
    trees: set[tuple[bytes, str]] = field(default_factory=set)
    pending: list[bytes] = field(default_factory=list)
    missing: set[bytes] = field(
        default_factory=set
    )  # commits that are not here, or not all of them
    kinds: dict[str, str | None] = field(default_factory=dict)  # of paths, by their names
    # The versions of each file that may hold a secret, and whether it does.
    versions: dict[str, dict[bytes, bool | None]] = field(default_factory=dict)
    has_large_tree: bool = False

    @property
    def incomplete(self) -> Reason | None:
        """Return why a part of the history could not be read."""
        if self.missing:
            return Reason.EXTERNAL  # a shallow or partial clone: the rest is elsewhere
        is_cut = any(
            len(known) >= MAX_VERSIONS and True not in known.values()
            for known in self.versions.values()
        )
        return Reason.TOO_LARGE if self.has_large_tree or is_cut else None


class HistoryReader:
    """Read the history of the configuration's repository."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._known: tuple[Repository, History] | None = None

    def read(
        self, repository: Repository, hash_size: int, found_now: AbstractSet[str]
    ) -> GitHistory:
        """Return the files with secrets in earlier commits, without those that still have them.

        Blocking. `found_now` are the tracked files that hold secrets.
        """
        history = self._history(repository)
        try:
            found_tips = tips(repository.own, repository.common)
            history.pending.extend({*(found_tips - history.tips), *history.missing})
            history.tips = found_tips
            history.missing.clear()
            budget = Budget.of_one_look()
            with ObjectStore.opened(repository.common / "objects", hash_size, budget) as store:
                _walk(history, store, repository.folder, hash_size)
                found = _with_secrets(history, store, found_now)
            reason = history.incomplete
        except SpentError, TooLongError:
            found, reason = _known_secrets(history, found_now), Reason.TOO_LARGE
        except CollectorError as err:
            found, reason = _known_secrets(history, found_now), err.reason
        except PermissionError:
            found, reason = _known_secrets(history, found_now), Reason.PERMISSION
        except (*_CORRUPT, OSError):
            found, reason = _known_secrets(history, found_now), Reason.PARSE
        return GitHistory(sensitive=tuple(map(clip, found[:MAX_FILES])), incomplete=reason)

    def _history(self, repository: Repository) -> History:
        if self._known is None or self._known[0] != repository:
            self._known = repository, History()
        return self._known[1]


def _walk(history: History, store: ObjectStore, folder: str, hash_size: int) -> None:
    """Visit the commits that were not visited yet, and collect the files that may hold secrets."""
    while history.pending:
        name = history.pending[-1]
        parents: list[bytes] = []
        if name not in history.commits:
            if len(history.commits) >= MAX_COMMITS:
                raise TooLongError
            try:
                tree, parents = _commit(store.read(name), hash_size)
                if tree:
                    _enter(history, store, tree, folder, hash_size)
            except MissingObjectError:
                history.missing.add(name)
            except TooLargeError:
                history.has_large_tree = True
            if name not in history.missing:
                history.commits.add(name)
        # Not earlier: after a limit, the next run continues with the same commit.
        history.pending.pop()
        history.pending.extend(parents)
    # Only needed while walking: most trees are shared by many commits.
    history.trees.clear()


def _commit(found: GitObject, hash_size: int) -> tuple[bytes, list[bytes]]:
    """Return the tree and the parents of a commit; no tree, and the commit that a tag names."""
    head = found.content.split(b"\n\n", 1)[0].split(b"\n")
    lines = [(key, value) for key, _, value in (line.partition(b" ") for line in head)]
    if found.kind == b"tag":
        is_of_commit = dict(lines).get(b"type") in (b"commit", b"tag")
        return b"", _names(lines, b"object", hash_size) if is_of_commit else []
    trees = _names(lines, b"tree", hash_size)
    if found.kind != b"commit" or len(trees) != 1:
        raise ValueError
    return trees[0], _names(lines, b"parent", hash_size)


def _names(lines: list[tuple[bytes, bytes]], wanted: bytes, hash_size: int) -> list[bytes]:
    names = [bytes.fromhex(value.decode("ascii")) for key, value in lines if key == wanted]
    if any(len(name) != hash_size for name in names):
        raise ValueError
    return names


def _enter(history: History, store: ObjectStore, root: bytes, folder: str, hash_size: int) -> None:
    """Collect the files of a tree and of the trees below it."""
    waiting = [(root, "")]
    while waiting:
        name, above = waiting.pop()
        if (name, above) in history.trees:
            continue
        if len(history.trees) >= MAX_TREES or above.count("/") > MAX_DEPTH:
            raise TooLongError
        for mode, path, item in _entries(store.read(name).content, above, hash_size):
            if mode == _FOLDER:
                below = f"{path}/"
                if below.startswith(folder) or folder.startswith(below):
                    waiting.append((item, below))
            elif mode in _FILES and path.startswith(folder):
                _note(history, path.removeprefix(folder), item)
        history.trees.add((name, above))


def _entries(tree: bytes, above: str, hash_size: int) -> Iterator[tuple[bytes, str, bytes]]:
    at = 0
    while at < len(tree):
        space = tree.index(b" ", at)
        end = tree.index(b"\0", space)
        if end - space > MAX_NAME:
            raise ValueError  # no file system has such a name, and all paths are kept
        item = tree[end + 1 : end + 1 + hash_size]
        yield tree[at:space], f"{above}{tree[space + 1 : end].decode('utf-8', 'replace')}", item
        at = end + 1 + hash_size


def _note(history: History, path: str, item: bytes) -> None:
    """Remember the version of a file if its name says that it may hold secrets."""
    if path not in history.kinds:
        if len(history.kinds) >= MAX_PATHS:
            raise TooLongError
        kind = sensitive_kind(path)
        history.kinds[path] = kind
        if kind is not None or is_told_by_content(path):
            history.versions[path] = {}
    if (versions := history.versions.get(path)) is not None and len(versions) < MAX_VERSIONS:
        versions.setdefault(item, None)


def _with_secrets(history: History, store: ObjectStore, found_now: AbstractSet[str]) -> list[str]:
    """Read the versions that were not read yet; return the paths with secrets."""
    for path, versions in history.versions.items():
        if path in found_now:
            continue
        for item, known in versions.items():
            if True in versions.values():
                break
            if known is None:
                versions[item] = _holds_secret(store, path, history.kinds[path], item)
    return _known_secrets(history, found_now)


def _holds_secret(store: ObjectStore, path: str, kind: str | None, item: bytes) -> bool:
    try:
        content = store.read(item).content[:MAX_BYTES]
    except MissingObjectError, TooLargeError:
        return kind is not None  # the name decides
    return kind_by_content(path.rpartition("/")[2], kind, content) is not None


def _known_secrets(history: History, found_now: AbstractSet[str]) -> list[str]:
    return sorted(
        path
        for path, versions in history.versions.items()
        if path not in found_now and True in versions.values()
    )
