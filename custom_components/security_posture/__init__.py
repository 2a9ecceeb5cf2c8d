"""The Security Posture integration."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from . import websocket
from .collectors import Collectors
from .const import CONF_KEEP_CARD, DOMAIN
from .coordinator import PostureConfigEntry, PostureCoordinator
from .registry.constant_ids import async_keep_ids
from .storage.accepted_risks import AcceptedRisks
from .storage.copy_choices import copy_choices_store
from .storage.history import History
from .ui import dashboard_resource, frontend, stored_files_issue
from .ui.card_path import CardPath
from .ui.findings_issue import FindingsIssue

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = (Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what outlives the config entry: the websocket commands and the card."""
    websocket.async_register(hass)
    await frontend.async_register(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> bool:
    """Set up the config entry. The card comes first, so that it can show a failed setup."""
    frontend.async_add_card(hass)
    await dashboard_resource.async_follow_option(hass, entry.options)
    async_keep_ids(hass, entry)
    coordinator = PostureCoordinator(hass, entry)
    await coordinator.async_start()
    entry.runtime_data = coordinator
    await _async_start_issue(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> bool:
    """Unload the config entry. The card stays during a reload, for pages opened meanwhile."""
    if entry.disabled_by:
        frontend.async_remove_card(hass)
        if CONF_KEEP_CARD in entry.options:
            await dashboard_resource.async_remove_resource(hass)
    websocket.async_stop(hass)
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: PostureConfigEntry) -> None:
    """Remove the card, the dashboard resource and all stored files."""
    frontend.async_remove_card(hass)
    await dashboard_resource.async_remove_resource(hass)
    await Collectors(hass, entry.options).async_remove()
    await FindingsIssue(hass).async_remove()
    await History(hass).async_remove()
    await AcceptedRisks.async_remove(hass)
    await copy_choices_store(hass).async_remove()


async def _async_start_issue(hass: HomeAssistant, entry: PostureConfigEntry) -> None:
    coordinator = entry.runtime_data
    issue = FindingsIssue(hass)
    await issue.async_start()

    @callback
    def update_issue() -> None:
        issue.async_update(coordinator.summary)
        stored_files_issue.async_update(hass)

    entry.async_on_unload(coordinator.async_add_listener(update_issue))
    entry.async_on_unload(issue.async_stop)
    entry.async_on_unload(lambda: stored_files_issue.async_remove(hass))
    update_issue()
    CardPath(hass, issue.async_link_to).async_start(entry)
