"""Select the files of a configuration directory and their roles."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
import os
from pathlib import Path, PurePosixPath
import stat

from .tree import Mapping, Tree


class Role(StrEnum):
    """The program that a file belongs to."""

    HOME_ASSISTANT = "home_assistant"
    SECRETS = "secrets"  # where secrets belong
    ESPHOME = "esphome"
    ZIGBEE2MQTT = "zigbee2mqtt"
    COMPOSE = "compose"
    APPDAEMON = "appdaemon"
    ENV = "env"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read."""

    path: Path
    name: str  # relative, with slashes
    role: Role
    size: int


# Third-party code, caches and internal files of Home Assistant.
SKIPPED_FOLDERS = frozenset(
    {
        ".cloud",
        ".esphome",
        ".git",
        ".platformio",
        ".storage",
        ".venv",
        "__pycache__",
        "backups",
        "custom_components",
        "deps",
        "node_modules",
        "tts",
        "venv",
    }
)
YAML = (".yaml", ".yml")
MAX_DEPTH = 12


def source_files(directory: Path) -> Iterator[SourceFile | None]:
    """Yield the files to read; None for a folder that is too deep. Links are not followed."""
    yield from _walk(directory, PurePosixPath(), MAX_DEPTH)


def _walk(directory: Path, above: PurePosixPath, depth: int) -> Iterator[SourceFile | None]:
    try:
        with os.scandir(directory) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield None
        return
    for entry in entries:
        name = above / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name in SKIPPED_FOLDERS or str(name) == "www/community":
                continue
            if depth == 0:
                yield None
            else:
                yield from _walk(Path(entry.path), name, depth - 1)
        elif role := role_by_name(name):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                yield SourceFile(Path(entry.path), str(name), role, status.st_size)


def role_by_name(name: PurePosixPath) -> Role | None:
    """Return the role of a file by its name; None for one that is not read."""
    lower = name.name.lower()
    if lower == ".env" or lower.startswith(".env."):
        return None if lower.endswith((".example", ".sample", ".template")) else Role.ENV
    if not lower.endswith(YAML):
        return None
    folders = {part.lower() for part in name.parts[:-1]}
    return next(
        role
        for role, is_it in (
            (Role.SECRETS, lower in ("secrets.yaml", "secrets.yml", "secret.yaml", "secret.yml")),
            (Role.COMPOSE, lower.startswith(("docker-compose", "compose."))),
            (Role.ESPHOME, "esphome" in folders),
            (Role.ZIGBEE2MQTT, bool(folders & {"zigbee2mqtt", "zigbee2mqtt-data", "z2m"})),
            (Role.APPDAEMON, bool(folders & {"appdaemon"})),
            (Role.HOME_ASSISTANT, True),
        )
        if is_it
    )


# Top-level keys that identify the role of a file.
_CONTENT: dict[Role, frozenset[str]] = {
    Role.ESPHOME: frozenset({"esphome"}),
    Role.COMPOSE: frozenset({"services", "version"}),
    Role.ZIGBEE2MQTT: frozenset({"mqtt", "serial", "advanced"}),
}


def role_by_content(tree: Tree, role: Role) -> Role:
    """Return the role of a file by its content, if its name does not decide it."""
    root = tree.roots[0] if tree.roots else None
    if role is not Role.HOME_ASSISTANT or not isinstance(root, Mapping):
        return role
    return next((found for found, signs in _CONTENT.items() if signs <= root.names()), role)


def read_text(path: Path, limit: int) -> str | None:
    """Return the text of a regular file, up to `limit` bytes; None if it cannot be read."""
    try:
        # Do not block on a pipe, do not follow a link.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            content = file.read(limit)
    except OSError:
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")
