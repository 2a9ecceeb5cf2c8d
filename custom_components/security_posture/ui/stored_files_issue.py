"""The repair issue after a downgrade: what a newer version stored is not used, and not lost."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity

from ..const import DOMAIN
from ..storage.store_state import StoreState, store_states

ISSUE_ID: Final = "files_of_other_version"


@callback
def async_update(hass: HomeAssistant) -> None:
    """Create the issue if another version wrote one of the files, else delete it."""
    if StoreState.OTHER_VERSION in store_states(hass).values():
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE_ID,
            is_fixable=False,
            severity=IssueSeverity.WARNING,
            translation_key="files_of_other_version",
        )
    else:
        async_remove(hass)


@callback
def async_remove(hass: HomeAssistant) -> None:
    """Delete the issue."""
    ir.async_delete_issue(hass, DOMAIN, ISSUE_ID)
