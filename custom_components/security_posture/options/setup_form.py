"""The form with which the integration is added. Nothing in it has to be filled in."""

from typing import Final

import probatio as vol

from homeassistant.helpers.selector import BooleanSelector

from ..const import CONF_CREATE_DASHBOARD, CONF_KEEP_CARD

SETUP_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_KEEP_CARD, default=True): BooleanSelector(),
        vol.Required(CONF_CREATE_DASHBOARD, default=False): BooleanSelector(),
    }
)
