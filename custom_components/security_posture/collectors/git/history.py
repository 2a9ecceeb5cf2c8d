"""Find the secrets in the earlier commits of a repository. Nothing is run or checked out.

Each run continues where the last one ended; a history that has not changed is not read again.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ...posture.facts import GitHistory, Reason
from ..common.errors import CollectorError
from ..common.sensitive_content import MAX_BYTES, is_told_by_content, kind_by_content
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .budget import Budget, LimitReachedError
from .earlier_folders import EarlierFolders, may_contain
from .objects import MissingObjectError, ObjectStore
from .packs import GitObject, TooLargeError
from .refs import tips
from .repository import Repository
from .trees import CORRUPT, FILES, FOLDER, MAX_DEPTH, tree_entries

# Far more than the history of a configuration has.
MAX_COMMITS: Final = 100_000
MAX_TREES: Final = 300_000
MAX_PATHS: Final = 50_000
# Versions of one file to read.
MAX_VERSIONS: Final = 200
# Files to list.
MAX_FILES: Final = 500


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
    earlier: EarlierFolders = field(default_factory=EarlierFolders)
    has_large_tree: bool = False

    @property
    def judged(self) -> dict[str, dict[bytes, bool | None]]:
        """Return the versions of the files of the configuration, by their paths.

        A path begins with a slash outside of the configuration's folder.
        """
        earlier = {f"/{path}": self.earlier.versions[path] for path in self.earlier.judged}
        return {**self.versions, **earlier}

    @property
    def incomplete(self) -> Reason | None:
        """Return why a part of the history could not be read."""
        if self.missing:
            return Reason.EXTERNAL  # a shallow or partial clone: the rest is elsewhere
        is_cut = any(
            len(known) >= MAX_VERSIONS and True not in known.values()
            for known in self.judged.values()
        )
        return Reason.TOO_LARGE if self.has_large_tree or is_cut else None


class HistoryReader:
    """Read the history of the configuration's repository."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._known: tuple[Repository, History] | None = None

    def read(
        self,
        repository: Repository,
        hash_size: int,
        found_now: AbstractSet[str],
        tracked: AbstractSet[str],
    ) -> GitHistory:
        """Return the files with secrets in earlier commits, without those that still have them.

        Blocking. `found_now` are the configuration's files that hold secrets, `tracked` are all
        files of the repository.
        """
        history = self._history(repository)
        try:
            found_tips = tips(repository.own, repository.common)
            history.pending.extend({*(found_tips - history.tips), *history.missing})
            history.tips = found_tips
            history.missing.clear()
            budget = Budget.of_one_run()
            with ObjectStore.opened(repository.common / "objects", hash_size, budget) as store:
                _walk(history, store, repository.folder, hash_size)
                _find_earlier(history, store, repository.folder, tracked)
                found = _with_secrets(history, store, found_now)
            reason = history.incomplete
        except LimitReachedError, TooLongError:
            found, reason = _known_secrets(history, found_now), Reason.TOO_LARGE
        except CollectorError as err:
            found, reason = _known_secrets(history, found_now), err.reason
        except PermissionError:
            found, reason = _known_secrets(history, found_now), Reason.PERMISSION
        except (*CORRUPT, OSError):
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
        content = _content(history, store, name, is_elsewhere=not _is_on_the_way(above, folder))
        for mode, path, item in tree_entries(content, above, hash_size):
            if mode == FOLDER:
                below = f"{path}/"
                if _is_on_the_way(below, folder) or may_contain(below):
                    waiting.append((item, below))
            elif mode in FILES and path.startswith(folder):
                _note(history, path.removeprefix(folder), item)
            elif mode in FILES:
                _note_elsewhere(history, path, item)
        history.trees.add((name, above))


def _is_on_the_way(below: str, folder: str) -> bool:
    return below.startswith(folder) or folder.startswith(below)


def _content(history: History, store: ObjectStore, name: bytes, is_elsewhere: bool) -> bytes:
    """Return a tree; none where no configuration has as many files."""
    try:
        return store.read(name).content
    except TooLargeError:
        if is_elsewhere:
            return b""
        raise


def _note(history: History, path: str, item: bytes) -> None:
    """Remember the version of a file if its name says that it may hold secrets."""
    if path not in history.kinds:
        if len(history.kinds) >= MAX_PATHS:
            raise TooLongError
        history.kinds[path] = _kind(path)
        history.earlier.note_own(path)
        if history.kinds[path] is not None or is_told_by_content(path):
            history.versions[path] = {}
    if (versions := history.versions.get(path)) is not None and len(versions) < MAX_VERSIONS:
        versions.setdefault(item, None)


def _note_elsewhere(history: History, path: str, item: bytes) -> None:
    """Remember what is outside of the configuration's folder, which may have been moved."""
    history.earlier.note(path, item)
    if _kind(path) is None and not is_told_by_content(path):
        return
    known = history.earlier.versions
    if path not in known and len(known) >= MAX_PATHS:
        raise TooLongError
    versions = known.setdefault(path, {})
    if len(versions) < MAX_VERSIONS:
        versions.setdefault(item, None)


# Most paths are the same in many commits.
_kind: Final = lru_cache(maxsize=20_000)(sensitive_kind)


def _find_earlier(
    history: History, store: ObjectStore, folder: str, tracked: AbstractSet[str]
) -> None:
    """Find the files of the configuration that were outside of its present folder."""

    def read(item: bytes) -> bytes | None:
        try:
            return store.read(item).content[:MAX_BYTES]
        except MissingObjectError, TooLargeError:
            return None

    if any(path.startswith(folder) for path in tracked):
        history.earlier.names.add("")
    history.earlier.judge(tracked, read)


def _with_secrets(history: History, store: ObjectStore, found_now: AbstractSet[str]) -> list[str]:
    """Read the versions that were not read yet; return the paths with secrets."""
    for path, versions in history.judged.items():
        if path in found_now:
            continue
        for item, known in versions.items():
            if True in versions.values():
                break
            if known is None:
                versions[item] = _holds_secret(store, path, _kind(path), item)
    return _known_secrets(history, found_now)


def _holds_secret(store: ObjectStore, path: str, kind: str | None, item: bytes) -> bool:
    try:
        content = store.read(item).content[:MAX_BYTES]
    except MissingObjectError, TooLargeError:
        return kind is not None  # the name decides
    return kind_by_content(path.rpartition("/")[2], kind, content) is not None


def _known_secrets(history: History, found_now: AbstractSet[str]) -> list[str]:
    return sorted(
        {
            path.removeprefix("/")
            for path, versions in history.judged.items()
            if path not in found_now and True in versions.values()
        }
    )
