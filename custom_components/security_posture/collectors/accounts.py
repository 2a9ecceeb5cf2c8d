"""What was remembered about accounts: Home Assistant keeps no history of them."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import AccountsFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable


class AccountsReader:
    """Read it."""

    TIMEOUT: Final = 10.0  # seconds

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare."""

    async def collect(self, hass: HomeAssistant, jobs: Jobs) -> AccountsFacts:
        """Read it."""
        raise Unreadable(Reason.NOT_LOADED)

    async def async_remove(self) -> None:
        """Delete what was kept."""
