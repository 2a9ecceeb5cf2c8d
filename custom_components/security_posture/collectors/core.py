"""Settings of the running Home Assistant that belong to no integration."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import CoreFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> CoreFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
