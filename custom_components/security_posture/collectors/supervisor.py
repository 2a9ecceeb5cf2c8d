"""The Supervisor and its apps."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, SupervisorFacts
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 20.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> SupervisorFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
