"""Where the instance says it can be reached."""

from typing import Final

from yarl import URL

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, Unavailable, UrlsFacts
from .common.errors import CollectorError, require_type
from .common.executor import LimitedExecutor

# In memory; seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, _jobs: LimitedExecutor) -> UrlsFacts:
    """Read the configured addresses and whether the cloud's remote access is on."""
    return UrlsFacts(
        external_url=_origin(hass.config.external_url),
        internal_url=_origin(hass.config.internal_url),
        cloud_remote=_cloud_remote(hass),
    )


def _origin(text: str | None) -> str | None:
    """Return scheme, host and port: a user name and password, or a path, may be secrets."""
    if not text:
        return None
    try:
        return str(URL(text).origin())
    except ValueError as err:
        raise CollectorError(Reason.PARSE) from err


def _cloud_remote(hass: HomeAssistant) -> bool | Unavailable:
    if "cloud" not in hass.config.components:
        return False
    try:
        # The preferences say "on" by default, so they count only for who is signed in.
        cloud = hass.data["cloud"]
        if not require_type(cloud.is_logged_in, bool):
            return False
        return require_type(cloud.client.prefs.remote_enabled, bool)
    except Exception:  # noqa: BLE001 - whatever the cloud's preferences have become
        return Unavailable(Reason.API_CHANGED)
