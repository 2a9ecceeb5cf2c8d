"""Set up with one confirmation: there is nothing to ask. The options can wait."""

from __future__ import annotations

from typing import Any

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import callback

from .const import DOMAIN, NAME
from .options import OPTIONS_SCHEMA, refused_entities, tidied


class PostureConfigFlow(ConfigFlow, domain=DOMAIN):
    """Confirm, then create the one entry (`single_config_entry` refuses a second)."""

    VERSION = 1

    @staticmethod
    @callback
    def async_get_options_flow(config_entry: ConfigEntry) -> PostureOptionsFlow:
        """Return the form behind the entry's cogwheel."""
        return PostureOptionsFlow()

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what will happen and wait for a yes."""
        if user_input is None:
            return self.async_show_form(step_id="user")
        return self.async_create_entry(title=NAME, data={})


class PostureOptionsFlow(OptionsFlowWithReload):
    """One page of options; the entry is loaded anew when they changed."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the options, and keep them once every chosen entity is there."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = refused_entities(self.hass, user_input)
            if not errors:
                return self.async_create_entry(data=tidied(user_input))
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                OPTIONS_SCHEMA, self.config_entry.options if user_input is None else user_input
            ),
            errors=errors,
        )
