"""The file ip_bans.yaml, as Home Assistant would read it at its next start."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import BanListFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 10.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> BanListFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
