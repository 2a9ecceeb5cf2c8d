"""The git repository that the configuration folder is in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, override

from homeassistant.core import HomeAssistant

from ...posture.facts import GitFacts, Reason
from ..common.bounded_read import read_limited
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.sensitive_content import FileKinds
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .attributes import EncryptedFiles
from .budget import Budget
from .config import parse_git_config
from .history import HistoryReader
from .index import tracked_objects
from .objects import ObjectStore
from .repository import Repository, find_repository
from .trees import with_folders_expanded

# About 100 bytes per entry, for MAX_ENTRIES entries.
MAX_INDEX: Final = 20 * 1024 * 1024
MAX_CONFIG: Final = 256 * 1024
# Files to list.
MAX_SENSITIVE: Final = 500


class GitCollector(StatefulCollector):
    """Read the repository without running git; None if there is none."""

    SOURCE = "git"
    TIMEOUT = 45.0

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Start with nothing known of the history."""
        super().__init__(hass, options)
        self._history = HistoryReader()

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> GitFacts | None:
        """Read what is tracked, the remotes, and the history."""
        return await executor.run(_read, hass.config.config_dir, self._history)


def _read(config_dir: str, history: HistoryReader) -> GitFacts | None:
    repository = find_repository(Path(config_dir))
    if repository is None:
        return None
    text = _content(repository.common / "config", MAX_CONFIG).decode("utf-8", "replace")
    config = parse_git_config(text)
    tracked = _tracked(repository, config.hash_size)
    below = repository.folder
    paths = sorted(path.removeprefix(below) for path in tracked if path.startswith(below))
    sensitive = _sensitive(repository, paths)
    earlier = history.read(repository, config.hash_size, frozenset(sensitive), tracked)
    if below and not paths and not earlier.sensitive:
        return None  # not of the configuration, which is ignored or was not added
    return GitFacts(
        sensitive=tuple(map(clip, sensitive[:MAX_SENSITIVE])),
        yaml=frozenset(path for path in paths if path.endswith((".yaml", ".yml"))),
        has_remote=config.has_remote,
        credential_remotes=tuple(map(clip, config.credential_remotes)),
        history=earlier,
    )


def _tracked(repository: Repository, hash_size: int) -> frozenset[str]:
    """Return all tracked files of the repository."""
    index = _content(repository.own / "index", MAX_INDEX)
    found = tracked_objects(index, hash_size) if index else {}
    if not any(path.endswith("/") for path in found):
        return frozenset(found)
    # A sparse index: its folders are not checked out, but tracked.
    budget = Budget.of_one_run()
    with ObjectStore.opened(repository.common / "objects", hash_size, budget) as store:
        return frozenset(with_folders_expanded(found, store, hash_size))


def _sensitive(repository: Repository, paths: list[str]) -> list[str]:
    """Return the tracked files with secrets in plain text."""
    kinds = FileKinds()
    encrypted = EncryptedFiles(repository.top, repository.common / "info" / "attributes")
    return [path for path in paths if _is_sensitive(repository, path, kinds, encrypted)]


def _is_sensitive(
    repository: Repository, path: str, kinds: FileKinds, encrypted: EncryptedFiles
) -> bool:
    name = f"{repository.folder}{path}"
    file = repository.top / name
    # Git tracks the target of a link, not the content.
    return (
        kinds.corrected(file, sensitive_kind(path)) is not None
        and not file.is_symlink()
        and not encrypted.contains(name)
    )


def _content(path: Path, limit: int) -> bytes:
    """Return the content of a file, empty if missing; a link leads out of the repository."""
    if path.is_symlink():
        raise CollectorError(Reason.EXTERNAL)
    try:
        return read_limited(path, limit, follow_symlinks=False)
    except FileNotFoundError:
        return b""
