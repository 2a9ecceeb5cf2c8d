"""A git repository in the configuration folder."""

import os
from pathlib import Path
import stat
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import GitFacts, Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .attributes import encrypted_patterns, is_encrypted
from .config import parse_git_config
from .index import tracked_paths

SOURCE: Final = "git"
# Seconds.
TIMEOUT: Final = 20.0
# About 100 bytes per entry, for MAX_ENTRIES entries.
MAX_INDEX: Final = 20 * 1024 * 1024
MAX_CONFIG: Final = 256 * 1024


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> GitFacts | None:
    """Read the repository without running git; None if there is none."""
    return await executor.run(_read, hass.config.config_dir)


def _read(config_dir: str) -> GitFacts | None:
    folder = Path(config_dir, ".git")
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return None
    if not stat.S_ISDIR(status.st_mode):
        # A worktree or a link: the repository itself is elsewhere.
        raise CollectorError(Reason.EXTERNAL)
    config = parse_git_config(_content(folder / "config", MAX_CONFIG).decode("utf-8", "replace"))
    index = _content(folder / "index", MAX_INDEX)
    paths = tracked_paths(index, config.hash_size) if index else []
    attributes = _content(Path(config_dir, ".gitattributes"), MAX_CONFIG).decode("utf-8", "replace")
    encrypted = encrypted_patterns(attributes)
    return GitFacts(
        sensitive=tuple(
            clip(path)
            for path in paths
            if sensitive_kind(path) and not is_encrypted(path, encrypted)
        ),
        yaml=frozenset(path for path in paths if path.endswith((".yaml", ".yml"))),
        has_remote=config.has_remote,
        credential_remotes=tuple(map(clip, config.credential_remotes)),
    )


def _content(path: Path, limit: int) -> bytes:
    """Return the content of a file, empty if missing; a link leads out of the repository."""
    if path.is_symlink():
        raise CollectorError(Reason.EXTERNAL)
    try:
        return read_limited(path, limit, follow_symlinks=False)
    except FileNotFoundError:
        return b""
