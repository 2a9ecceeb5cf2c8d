"""Request the sources that are read from an integration when that integration is loaded."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import EVENT_COMPONENT_LOADED
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from ..posture.other_tools import TOOLS

# By integration.
PROVIDED: Final[Mapping[str, tuple[str, ...]]] = {
    "backup": ("backups",),
    "cloud": ("urls", "backups"),
    "debugpy": ("core",),
    "hacs": ("issues", "updates"),
    "hassio": ("supervisor", "backups", "updates", "host"),
    "http": ("http", "tls", "bans"),
    "marketplace": ("issues", "updates"),
    "network": ("network",),
    "webhook": ("webhooks",),
}


@callback
def async_listen_for_integrations(
    hass: HomeAssistant, request: Callable[[Collection[str]], None]
) -> tuple[CALLBACK_TYPE, ...]:
    """Call `request` when an integration or one of its entries is loaded; return how to stop."""
    entries = hass.config_entries.async_entries()
    loaded = {entry.entry_id for entry in entries if entry.state is ConfigEntryState.LOADED}

    @callback
    def on_component(event: Event[Any]) -> None:
        if sources := PROVIDED.get(event.data["component"]):
            request(sources)

    @callback
    def on_entry(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain in TOOLS:
            request(("tools",))
        if change is ConfigEntryChange.REMOVED or entry.state is not ConfigEntryState.LOADED:
            loaded.discard(entry.entry_id)
        elif entry.entry_id not in loaded:
            loaded.add(entry.entry_id)
            if sources := _provided(hass, entry.domain):
                request(sources)

    return (
        hass.bus.async_listen(EVENT_COMPONENT_LOADED, on_component),
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry),
    )


def _provided(hass: HomeAssistant, domain: str) -> set[str]:
    sources = set(PROVIDED.get(domain, ()))
    try:
        # Its entries may be locations for backups.
        if async_get_loaded_integration(hass, domain).platforms_exists(("backup",)):
            sources.add("backups")
    except IntegrationNotLoaded:
        pass  # its entry was loaded without it, which only tests do
    return sources
