"""Base class of a collector that keeps state between runs."""

from collections.abc import Mapping
from typing import Any, ClassVar

from homeassistant.core import HomeAssistant, callback

from .executor import LimitedExecutor


class StatefulCollector:
    """One source that keeps state. Subclasses set `SOURCE` and `TIMEOUT` and read in `collect`."""

    SOURCE: ClassVar[str]
    TIMEOUT: ClassVar[float]  # seconds

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize; `options` are the config entry's."""
        self._hass = hass

    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> object:
        """Return the facts of the source, or raise."""
        raise NotImplementedError

    async def async_start(self) -> None:
        """Start listening."""

    async def async_stop(self) -> None:
        """Stop listening and save what is needed after a restart."""

    async def async_remove(self) -> None:
        """Delete the stored files."""

    @callback
    def async_invalidate(self) -> None:
        """Drop cached answers, so that the next `collect` asks again."""
