"""Security Posture: what of this Home Assistant is worth mending, seen at a glance."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from . import frontend, websocket
from .collectors import Collectors
from .const import DOMAIN
from .coordinator import PostureConfigEntry, PostureCoordinator
from .repair_issue import FindingsIssue
from .storage.accepted_risks import AcceptedRisks
from .storage.history import History

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = (Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what must outlive the entry: the websocket commands and the card's route."""
    websocket.async_register(hass)
    await frontend.async_serve(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> bool:
    """Start looking. The card comes first: it says so when this goes wrong."""
    frontend.async_show(hass)
    coordinator = PostureCoordinator(hass, entry)
    await coordinator.async_start()
    entry.runtime_data = coordinator
    await _async_show_issue(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> bool:
    """Stop looking. A page that is opened during a reload has its card all the same."""
    if entry.disabled_by:
        frontend.async_hide(hass)
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> None:
    """Leave nothing behind."""
    frontend.async_hide(hass)
    await Collectors(hass, entry.options).async_remove()
    await FindingsIssue(hass).async_remove()
    await History(hass).async_remove()
    await AcceptedRisks.async_remove(hass)


async def _async_show_issue(hass: HomeAssistant, entry: PostureConfigEntry) -> None:
    coordinator = entry.runtime_data
    issue = FindingsIssue(hass)
    await issue.async_start()

    @callback
    def show() -> None:
        issue.async_show(coordinator.summary)

    entry.async_on_unload(coordinator.async_add_listener(show))
    entry.async_on_unload(issue.async_stop)
    show()
