"""A git repository in the configuration directory, read without git."""

import os
from pathlib import Path
import stat
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import GitFacts, Reason
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.sensitive_files import sensitive_kind
from ..common.text import clip
from .attributes import encrypted_patterns, is_encrypted
from .config import parse_git_config
from .index import tracked_paths

# Two files; seconds.
TIMEOUT: Final = 20.0
# A hundred bytes an entry, for as many entries as are read.
MAX_INDEX: Final = 20 * 1024 * 1024
MAX_CONFIG: Final = 256 * 1024


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> GitFacts | None:
    """Read the repository; None where there is none."""
    return await executor.run(_read, hass.config.config_dir)


def _read(config_dir: str) -> GitFacts | None:
    folder = Path(config_dir, ".git")
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return None
    if not stat.S_ISDIR(status.st_mode):
        # A worktree, or a link: the repository itself lies elsewhere.
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
    """Return a regular file's content; none where there is no such file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return b""
    except PermissionError:
        raise
    except OSError as err:  # a link
        raise CollectorError(Reason.EXTERNAL) from err
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise CollectorError(Reason.PARSE)
        if status.st_size > limit:
            raise CollectorError(Reason.TOO_LARGE)
        return file.read(limit)
