"""The folder www, which is served to everybody without a sign-in."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import PublicFolderFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 30.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> PublicFolderFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
