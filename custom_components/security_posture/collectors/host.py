"""The account Home Assistant runs as, and what it could do to the machine."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import HostFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 10.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> HostFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
