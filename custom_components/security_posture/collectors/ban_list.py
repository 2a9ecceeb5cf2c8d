"""The file ip_bans.yaml, as Home Assistant reads it at its next start."""

from collections.abc import Iterator
import os
from pathlib import Path
import stat
from typing import Any, Final

import probatio as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..posture.facts import BanListFacts, Reason
from .common.errors import CollectorError
from .common.executor import LimitedExecutor

SOURCE: Final = "ban_list"
# Seconds.
TIMEOUT: Final = 20.0
# 60 bytes per ban: more than years of attacks leave behind.
MAX_BYTES: Final = 2 * 1024 * 1024
# Enough to fix the file; one that is no list at all has as many as it has lines.
MAX_LINES: Final = 100


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> BanListFacts:
    """Read the file with Home Assistant's own loader and schema."""
    from homeassistant.components.http.ban import IP_BANS_FILE  # private

    return await executor.run(_read, hass.config.path(IP_BANS_FILE))


def _read(path: str) -> BanListFacts:
    from homeassistant.config import load_yaml_config_file  # private

    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return BanListFacts(parses=True, refused_lines=())
    if stat.S_ISLNK(status.st_mode):
        status = Path(path).stat()
    if not stat.S_ISREG(status.st_mode):
        return BanListFacts(parses=False, refused_lines=())
    if status.st_size > MAX_BYTES:
        raise CollectorError(Reason.TOO_LARGE)
    try:
        entries = load_yaml_config_file(path)
    except HomeAssistantError, RecursionError:
        return BanListFacts(parses=False, refused_lines=())
    lines = [line for _, line in zip(range(MAX_LINES), _refused(entries), strict=False)]
    return BanListFacts(parses=True, refused_lines=tuple(lines))


def _refused(entries: dict[Any, Any]) -> Iterator[int]:
    """Yield the lines of the entries that Home Assistant ignores."""
    from homeassistant.components.http.ban import SCHEMA_IP_BAN_ENTRY, IpBan  # private

    for key, entry in entries.items():
        try:
            IpBan(key, SCHEMA_IP_BAN_ENTRY(entry)["banned_at"])
        except vol.Invalid, ValueError:
            # Only keys that are strings carry their line.
            yield getattr(key, "__line__", 0)
