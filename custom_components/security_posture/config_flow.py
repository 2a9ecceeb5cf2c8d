"""Set up with one confirmation: there is nothing to ask. The options can wait."""

from typing import Any, Final

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import callback

from .const import DOMAIN, NAME
from .options.evidence_suggestions import installed_tools, suggested_ban_sensors
from .options.form import (
    EVIDENCE,
    OPTIONS_SCHEMA,
    flat,
    in_sections,
    normalized,
    refused_entity,
    suggested,
)

# Stands for "none" in every language.
_NONE: Final = "-"


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

    async def async_step_init(
        self, user_input: dict[str, dict[str, Any]] | None = None
    ) -> ConfigFlowResult:
        """Show the options, and keep them once every chosen entity is there."""
        errors: dict[str, str] = {}
        entity = _NONE
        if user_input is None:
            options = suggested(self.hass, self.config_entry.options)
        else:
            options = flat(user_input)
            if (refused := refused_entity(self.hass, options)) is None:
                return self.async_create_entry(data=normalized(options))
            # The frontend shows errors at sections, not at the fields in them.
            entity, errors[EVIDENCE] = refused
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(OPTIONS_SCHEMA, in_sections(options)),
            errors=errors,
            description_placeholders={
                "entity": entity,
                "tools": ", ".join(installed_tools(self.hass)) or _NONE,
                "ban_sensors": ", ".join(suggested_ban_sensors(self.hass)) or _NONE,
            },
        )
