"""Where the instance says it can be reached."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, Unavailable, UrlsFacts
from .jobs import Jobs
from .unreadable import expect

# In memory; seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> UrlsFacts:
    """Read the configured addresses and whether the cloud's remote access is on."""
    return UrlsFacts(
        external_url=hass.config.external_url,
        internal_url=hass.config.internal_url,
        cloud_remote=_cloud_remote(hass),
    )


def _cloud_remote(hass: HomeAssistant) -> bool | Unavailable:
    if "cloud" not in hass.config.components:
        return False
    try:
        from homeassistant.components import cloud  # noqa: PLC0415 - optional

        if not cloud.async_is_logged_in(hass):
            return False
        return expect(hass.data["cloud"].client.prefs.remote_enabled, bool)
    except Exception:  # noqa: BLE001 - whatever the cloud's preferences have become
        return Unavailable(Reason.API_CHANGED)
