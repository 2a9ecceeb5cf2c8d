"""The configured URLs and Home Assistant Cloud's remote access."""

from typing import Final

from yarl import URL

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, Unavailable, UrlsFacts
from .common.errors import CollectorError, reason_of
from .common.executor import LimitedExecutor
from .common.foreign import contained

SOURCE: Final = "urls"
# Seconds; in memory.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> UrlsFacts:
    """Read the configured URLs and whether remote access is available."""
    return UrlsFacts(
        external_url=_origin(hass.config.external_url),
        internal_url=_origin(hass.config.internal_url),
        cloud_remote=_cloud_remote(hass),
    )


def _origin(text: str | None) -> str | None:
    """Return scheme, host and port; the rest of a URL may contain secrets."""
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
        from homeassistant.components.cloud import (  # optional
            CloudNotAvailable,
            async_remote_ui_url,
        )

        try:
            with contained():
                async_remote_ui_url(hass)
        except CloudNotAvailable:  # logged out, switched off, or without an address yet
            return False
        return True
    except Exception as err:  # noqa: BLE001 - an optional integration must not hide the URLs
        return Unavailable(reason_of(err))
