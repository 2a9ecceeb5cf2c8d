"""Published security advisories of Home Assistant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..posture.facts import AdvisoriesFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable


class AdvisoriesReader:
    """Read it."""

    TIMEOUT: Final = 10.0  # seconds

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Prepare."""

    async def collect(self, hass: HomeAssistant, jobs: Jobs) -> AdvisoriesFacts:
        """Read it."""
        raise Unreadable(Reason.NOT_LOADED)

    async def async_remove(self) -> None:
        """Delete what was kept."""
