"""Who else on the host can touch Home Assistant's files."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import FilesFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 10.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> FilesFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
