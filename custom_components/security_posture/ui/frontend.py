"""Add the card to the frontend's pages."""

from homeassistant.components.frontend import add_extra_js_url, remove_extra_js_url
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from .card_file import async_serve_card, served_card


async def async_register(hass: HomeAssistant) -> None:
    """Serve the card, and add it to pages early if there is an entry that will be set up."""
    await async_serve_card(hass)
    if hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False):
        async_add_card(hass)


@callback
def async_add_card(hass: HomeAssistant) -> None:
    """Add the card to pages loaded from now on."""
    if card := served_card(hass):
        add_extra_js_url(hass, card.url)


@callback
def async_remove_card(hass: HomeAssistant) -> None:
    """Remove the card from pages loaded from now on."""
    if card := served_card(hass):
        remove_extra_js_url(hass, card.url)
