"""Set up with one confirmation: there is nothing to ask."""

from __future__ import annotations

from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult

from .const import DOMAIN, NAME


class PostureConfigFlow(ConfigFlow, domain=DOMAIN):
    """Confirm, then create the one entry (`single_config_entry` refuses a second)."""

    VERSION = 1

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what will happen and wait for a yes."""
        if user_input is None:
            return self.async_show_form(step_id="user")
        return self.async_create_entry(title=NAME, data={})
