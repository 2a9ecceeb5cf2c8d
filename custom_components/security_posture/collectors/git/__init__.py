"""The git repository that the configuration folder is in."""

from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import GitFacts, Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.sensitive_content import FileKinds
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .attributes import EncryptedFiles
from .config import parse_git_config
from .index import tracked_paths
from .repository import Repository, find_repository

SOURCE: Final = "git"
# Seconds.
TIMEOUT: Final = 20.0
# About 100 bytes per entry, for MAX_ENTRIES entries.
MAX_INDEX: Final = 20 * 1024 * 1024
MAX_CONFIG: Final = 256 * 1024
# Enough to act on.
MAX_SENSITIVE: Final = 500


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> GitFacts | None:
    """Read the repository without running git; None if there is none."""
    return await executor.run(_read, hass.config.config_dir)


def _read(config_dir: str) -> GitFacts | None:
    repository = find_repository(Path(config_dir))
    if repository is None:
        return None
    text = _content(repository.config, MAX_CONFIG).decode("utf-8", "replace")
    config = parse_git_config(text)
    index = _content(repository.index, MAX_INDEX)
    tracked = tracked_paths(index, config.hash_size) if index else []
    below = repository.folder
    paths = [path.removeprefix(below) for path in tracked if path.startswith(below)]
    if below and not paths:
        return None  # of something else: the configuration is ignored, or was not added
    return GitFacts(
        sensitive=_sensitive(repository, paths),
        yaml=frozenset(path for path in paths if path.endswith((".yaml", ".yml"))),
        has_remote=config.has_remote,
        credential_remotes=tuple(map(clip, config.credential_remotes)),
    )


def _sensitive(repository: Repository, paths: list[str]) -> tuple[str, ...]:
    """Return the tracked files with secrets in plain text."""
    kinds = FileKinds()
    encrypted = EncryptedFiles(repository.top, repository.attributes)
    found: list[str] = []
    for path in paths:
        name = f"{repository.folder}{path}"
        file = repository.top / name
        # Of a link, git tracks where it leads, not the content.
        if (
            kinds.corrected(file, sensitive_kind(path))
            and not file.is_symlink()
            and not encrypted.contains(name)
        ):
            found.append(clip(path))
            if len(found) == MAX_SENSITIVE:
                break
    return tuple(found)


def _content(path: Path, limit: int) -> bytes:
    """Return the content of a file, empty if missing; a link leads out of the repository."""
    if path.is_symlink():
        raise CollectorError(Reason.EXTERNAL)
    try:
        return read_limited(path, limit, follow_symlinks=False)
    except FileNotFoundError:
        return b""
