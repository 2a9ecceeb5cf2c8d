"""Permissions of Home Assistant's most important files, without opening any."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import FileAccess, FilesFacts, Reason, Unavailable
from ..common.errors import reason_of
from ..common.executor import LimitedExecutor
from .access import read_access
from .secrets_files import find_secrets

SOURCE: Final = "files"
# Seconds. Lists the folders of the configuration.
TIMEOUT: Final = 30.0
# Home Assistant has three, and one per multi-factor module.
MAX_AUTH_FILES: Final = 50
# An installation has about a dozen community integrations.
MAX_COMPONENTS: Final = 200

_CONFIGURATION: Final = (
    ".",
    "custom_components",
    ".storage",
    "configuration.yaml",
    "automations.yaml",
    "scripts.yaml",
)
# They contain the passwords of config entries and of the cloud account.
_STORED: Final = (".storage/core.config_entries", ".storage/cloud")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> FilesFacts:
    """Read the permissions of the most important files."""
    server = hass.http
    key = None if server is None else server.ssl_key or server.ssl_certificate
    return await executor.run(_look, Path(hass.config.config_dir), key)


def _look(folder: Path, key: str | None) -> FilesFacts:
    storage = sorted((folder / ".storage").glob("auth*"))[:MAX_AUTH_FILES]
    found = find_secrets(folder)
    secrets = [*found.paths, *(f".storage/{path.name}" for path in storage), *_STORED]
    return FilesFacts(
        configuration=_all(folder, (*_CONFIGURATION, *_components(folder))),
        secrets=_all(folder, secrets),
        complete=found.complete,
        private_key=None if key is None else _key(key),
    )


def _all(folder: Path, names: Iterable[str]) -> tuple[FileAccess, ...]:
    found = (read_access(folder / name, name) for name in names)
    return tuple(access for access in found if access)


def _components(folder: Path) -> Iterator[str]:
    """Yield the folder of each community integration and the module that is imported first."""
    try:
        names = sorted(path.name for path in (folder / "custom_components").iterdir())
    except OSError:
        return
    for name in names[:MAX_COMPONENTS]:
        yield f"custom_components/{name}"
        yield f"custom_components/{name}/__init__.py"


def _key(path: str) -> FileAccess | Unavailable:
    try:
        return read_access(Path(path), path) or Unavailable(Reason.MISSING)
    except Exception as err:  # noqa: BLE001 - the file may be anywhere
        return Unavailable(reason_of(err))
