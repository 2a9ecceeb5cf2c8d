"""Webhooks: addresses that act for whoever knows them."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, WebhooksFacts
from .jobs import Jobs
from .unreadable import Unreadable

# Seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> WebhooksFacts:
    """Read it."""
    raise Unreadable(Reason.NOT_LOADED)
