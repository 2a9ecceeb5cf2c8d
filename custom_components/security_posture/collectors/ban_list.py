"""The file ip_bans.yaml, as Home Assistant reads it at its next start."""

from collections.abc import Iterator
import os
from typing import Any, Final

import probatio as vol
import yaml

from homeassistant.core import HomeAssistant

from ..posture.facts import BanListFacts, Reason
from ..secret_scan.tree import LOADER, Mapping, Scalar, parse
from .common.bounded_read import read_limited
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
    """Read the file, and check it with Home Assistant's own schema."""
    from homeassistant.components.http.ban import IP_BANS_FILE  # private

    return await executor.run(_read, hass.config.path(IP_BANS_FILE))


def _read(path: str) -> BanListFacts:
    try:
        text = read_limited(path, MAX_BYTES).decode("utf-8-sig")
        entries = _entries(text)
    except FileNotFoundError:
        return BanListFacts(parses=not os.path.lexists(path), refused_lines=())
    except CollectorError as err:
        if err.reason is not Reason.PARSE:
            raise
        return BanListFacts(parses=False, refused_lines=())
    except yaml.YAMLError, ValueError:
        return BanListFacts(parses=False, refused_lines=())
    lines = [line for _, line in zip(range(MAX_LINES), _refused(entries), strict=False)]
    return BanListFacts(parses=True, refused_lines=tuple(lines))


def _entries(text: str) -> dict[Any, tuple[Any, int]]:
    """Return every entry with its line. Home Assistant's own loader logs what it cannot parse."""
    tree = parse(text, MAX_BYTES)
    root = tree.roots[0] if tree.roots else Mapping(1)
    if tree.problem is not None or not isinstance(root, Mapping):
        raise CollectorError(Reason.PARSE)
    lines = {key.text: key.line for key, _ in reversed(root.pairs) if isinstance(key, Scalar)}
    # The parser's limit of depth keeps the constructor from recursing too deep.
    found = yaml.load(text, Loader=LOADER) or {}  # noqa: S506 - a safe loader
    return {key: (entry or {}, lines.get(str(key), 0)) for key, entry in found.items()}


def _refused(entries: dict[Any, tuple[Any, int]]) -> Iterator[int]:
    """Yield the lines of the entries that Home Assistant ignores."""
    from homeassistant.components.http.ban import SCHEMA_IP_BAN_ENTRY, IpBan  # private

    for key, (entry, line) in entries.items():
        try:
            IpBan(key, SCHEMA_IP_BAN_ENTRY(entry)["banned_at"])
        except vol.Invalid, ValueError:
            yield line
