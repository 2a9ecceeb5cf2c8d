"""Serve the card, and add it to the frontend."""

import hashlib
from logging import getLogger
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import add_extra_js_url, remove_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_LOGGER = getLogger(__name__)

# The frontend's service worker would permanently cache a path with a version or "/static/" in it.
CARD_PATH: Final = f"/{DOMAIN}/card.js"
CARD_FILE: Final = Path(__file__).parents[1] / "card" / "security-posture-card.js"

_HASH: HassKey[str] = HassKey(f"{DOMAIN}_card_hash")


async def async_register(hass: HomeAssistant) -> None:
    """Serve the card. Routes cannot be removed, so this runs once per process."""
    try:
        digest = await hass.async_add_executor_job(_hash)
    except OSError:
        _LOGGER.error(  # noqa: TRY400 - the traceback adds nothing
            "The card's file is missing from this installation; reinstall it"
        )
        return
    hass.data[_HASH] = digest
    await hass.http.async_register_static_paths(
        [StaticPathConfig(CARD_PATH, str(CARD_FILE), cache_headers=True)]
    )


def card_hash(hass: HomeAssistant) -> str:
    """Return the content hash of the card, or "" if it is not served."""
    return hass.data.get(_HASH, "")


@callback
def async_add_card(hass: HomeAssistant) -> None:
    """Add the card to pages loaded from now on."""
    if digest := card_hash(hass):
        add_extra_js_url(hass, _url(digest))


@callback
def async_remove_card(hass: HomeAssistant) -> None:
    """Remove the card from pages loaded from now on."""
    if digest := card_hash(hass):
        remove_extra_js_url(hass, _url(digest))


def _url(digest: str) -> str:
    return f"{CARD_PATH}?v={digest}"


def _hash() -> str:
    return hashlib.sha256(CARD_FILE.read_bytes()).hexdigest()[:12]
