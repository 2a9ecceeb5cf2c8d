"""Find secrets.yaml in the configuration folder and its subfolders: packages, ESPHome, ..."""

from collections.abc import Iterator
from dataclasses import dataclass
import os
from pathlib import Path
from typing import Final

_NAMES: Final = frozenset({"secrets.yaml", "secrets.yml", "secret.yaml", "secret.yml"})
# Third-party code, media, caches, and what other sources judge.
_SKIPPED: Final = frozenset(
    {
        *(".cache", ".cloud", ".esphome", ".git", ".platformio", ".storage", ".venv"),
        *("__pycache__", "backups", "custom_components", "deps", "image", "media"),
        *("node_modules", "tts", "venv", "www"),
    }
)
MAX_DEPTH: Final = 8
MAX_ENTRIES: Final = 100_000
# Enough to act on.
MAX_FILES: Final = 100


@dataclass(frozen=True, slots=True)
class SecretsFiles:
    """The paths of secrets.yaml files, relative to the configuration folder."""

    paths: tuple[str, ...]
    complete: bool  # False: a limit was reached


def find_secrets(folder: Path) -> SecretsFiles:
    """Return all secrets.yaml files, the outermost first; no file is opened. Blocking."""
    found: list[str] = []
    for n, path in enumerate(_entries(folder)):
        if n >= MAX_ENTRIES or len(found) >= MAX_FILES or path is None:
            return SecretsFiles(tuple(found), complete=False)
        if path.rpartition("/")[2].lower() in _NAMES:
            found.append(path)
    return SecretsFiles(tuple(found), complete=True)


def _entries(folder: Path) -> Iterator[str | None]:
    """Yield every path in order of depth; None for a folder nested too deep."""
    level = [""]
    for _ in range(MAX_DEPTH):
        below: list[str] = []
        for prefix in level:
            try:
                with os.scandir(folder / prefix) as entries:
                    for entry in sorted(entries, key=lambda entry: entry.name):
                        yield f"{prefix}{entry.name}"
                        # Links are not followed: they may lead anywhere, also in a circle.
                        if entry.is_dir(follow_symlinks=False) and entry.name not in _SKIPPED:
                            below.append(f"{prefix}{entry.name}/")
            except OSError:
                continue  # Home Assistant cannot read it either.
        level = below
    if level:
        yield None
