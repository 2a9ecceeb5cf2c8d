"""Serve the one file of the card and tell the frontend to load it."""

import hashlib
from logging import getLogger
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import add_extra_js_url, remove_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_LOGGER = getLogger(__name__)

# No version and no "/static/" in it: the frontend's service worker pins such paths for ever.
CARD_PATH: Final = f"/{DOMAIN}/card.js"
CARD_FILE: Final = Path(__file__).parent / "card" / "security-posture-card.js"

_HASH: HassKey[str] = HassKey(f"{DOMAIN}_card_hash")


async def async_serve(hass: HomeAssistant) -> None:
    """Serve the card. Routes cannot be taken back, so this runs once per process."""
    try:
        digest = await hass.async_add_executor_job(_hash)
    except OSError:
        _LOGGER.error(  # noqa: TRY400 - the trace says nothing more
            "The card's file is missing from this installation; reinstall it"
        )
        return
    hass.data[_HASH] = digest
    await hass.http.async_register_static_paths(
        [StaticPathConfig(CARD_PATH, str(CARD_FILE), cache_headers=True)]
    )


def card_hash(hass: HomeAssistant) -> str:
    """Return the content hash of the served card, or "" when there is none."""
    return hass.data.get(_HASH, "")


@callback
def async_show(hass: HomeAssistant) -> None:
    """Let every dashboard load the card, from now on and through reloads of the entry."""
    if digest := card_hash(hass):
        add_extra_js_url(hass, _url(digest))


@callback
def async_hide(hass: HomeAssistant) -> None:
    """Let no dashboard load the card any more."""
    if digest := card_hash(hass):
        remove_extra_js_url(hass, _url(digest))


def _url(digest: str) -> str:
    return f"{CARD_PATH}?v={digest}"


def _hash() -> str:
    return hashlib.sha256(CARD_FILE.read_bytes()).hexdigest()[:12]
