"""Core settings, the debugger and log levels."""

from collections.abc import Mapping
from logging import DEBUG, getLogger
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..posture.facts import CoreFacts
from .common.executor import LimitedExecutor
from .common.text import clip

SOURCE: Final = "core"
# Seconds; in memory.
TIMEOUT: Final = 5.0

_BANS: Final = "homeassistant.components.http.ban"
# At debug level these loggers write requests and credentials to the log.
_CONFIDENTIAL: Final = (
    "homeassistant.auth",
    "homeassistant.components.auth",
    "homeassistant.components.http",
    "homeassistant.components.http.auth",
)
_DEBUGGER: Final = "debugpy"
# DATA_DEBUGPY_CONFIG, private.
_DEBUGGER_SETTINGS: Final[HassKey[object]] = HassKey("debugpy")


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> CoreFacts:
    """Read the core configuration and the levels of some loggers."""
    return CoreFacts(
        config_dir=hass.config.config_dir,
        allowed_dirs=tuple(sorted(clip(path) for path in hass.config.allowlist_external_dirs)),
        debugger=_DEBUGGER in hass.config.components and _starts(hass),
        ban_log_level=getLogger(_BANS).getEffectiveLevel(),
        debug_loggers=tuple(
            name for name in _CONFIDENTIAL if getLogger(name).getEffectiveLevel() <= DEBUG
        ),
    )


def _starts(hass: HomeAssistant) -> bool:
    """Return whether the debugger listens from startup, not only when started by hand."""
    # Assumed where its settings cannot be found.
    settings = hass.data.get(_DEBUGGER_SETTINGS)
    return not isinstance(settings, Mapping) or settings.get("start") is not False
