"""Secrets that stand literally in configuration files."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, SecretsFacts
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 90.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> SecretsFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
