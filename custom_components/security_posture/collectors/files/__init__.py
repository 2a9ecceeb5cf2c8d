"""Who else on the host can touch Home Assistant's files. Modes only; nothing is opened."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import FileAccess, FilesFacts, Reason, Unavailable
from ..common.errors import reason_of
from ..common.executor import LimitedExecutor
from .access import read_access

# A dozen files; seconds.
TIMEOUT: Final = 10.0
# Home Assistant has three, and one per module for a second factor.
MAX_AUTH_FILES: Final = 50

# An installation has a dozen community integrations.
MAX_COMPONENTS: Final = 200

_CONFIGURATION: Final = (
    *(".", "custom_components", ".storage", "configuration.yaml", "automations.yaml"),
    "scripts.yaml",
)
# The passwords of what is set up in the settings stand here; of the cloud account there.
_STORED: Final = (".storage/core.config_entries", ".storage/cloud")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> FilesFacts:
    """Look at the modes of the files that matter most."""
    server = hass.http
    key = None if server is None else server.ssl_key or server.ssl_certificate
    return await executor.run(_look, Path(hass.config.config_dir), key)


def _look(folder: Path, key: str | None) -> FilesFacts:
    storage = sorted((folder / ".storage").glob("auth*"))[:MAX_AUTH_FILES]
    secrets = ["secrets.yaml", *(f".storage/{path.name}" for path in storage), *_STORED]
    return FilesFacts(
        configuration=_all(folder, (*_CONFIGURATION, *_components(folder))),
        secrets=_all(folder, secrets),
        private_key=None if key is None else _key(key),
    )


def _all(folder: Path, names: Iterable[str]) -> tuple[FileAccess, ...]:
    found = (read_access(folder / name, name) for name in names)
    return tuple(access for access in found if access)


def _components(folder: Path) -> Iterator[str]:
    """Yield the folders of community integrations, and what is run of them first."""
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
    except Exception as err:  # noqa: BLE001 - it may lie anywhere
        return Unavailable(reason_of(err))
