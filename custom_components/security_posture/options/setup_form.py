"""The form of the setup: what is ticked is done, and the rest has defaults."""

from typing import Final

import probatio as vol

from homeassistant.helpers.selector import BooleanSelector

from ..const import CONF_KEEP_CARD

SETUP_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_KEEP_CARD, default=True): BooleanSelector(),
    }
)
