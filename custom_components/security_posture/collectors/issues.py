"""What Home Assistant's own repairs list says."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import IssuesFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> IssuesFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
