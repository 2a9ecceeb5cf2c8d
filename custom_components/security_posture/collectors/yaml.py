"""The YAML configuration in use, as Home Assistant's own loader reads it."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, YamlFacts
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 60.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> YamlFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
