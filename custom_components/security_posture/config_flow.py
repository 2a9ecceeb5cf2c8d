"""Config flow and options flow. Setup needs no input, only a confirmation of its defaults."""

from typing import Any, Final, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import callback

from .const import CONF_CREATE_DASHBOARD, CONF_KEEP_CARD, DOMAIN, NAME
from .options.evidence_suggestions import installed_tools, suggested_ban_sensors
from .options.form import (
    EVIDENCE,
    OPTIONS_SCHEMA,
    flatten,
    invalid_entity,
    normalize,
    with_sections,
    with_suggestions,
)
from .options.setup_form import SETUP_SCHEMA
from .ui.dashboard import NOT_ASKED, async_create_dashboard, async_title
from .ui.dashboard_resource import async_has_resource

# Means "none" in all languages.
_NONE: Final = "-"


class PostureConfigFlow(ConfigFlow, domain=DOMAIN):
    """Confirm, then create the entry (`single_config_entry` allows only one)."""

    VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PostureOptionsFlow:
        """Return the options flow."""
        return PostureOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for confirmation, and create a dashboard if the user wants one."""
        if user_input is None:
            return self.async_show_form(
                step_id="user",
                data_schema=SETUP_SCHEMA,
                description_placeholders={"title": await async_title(self.hass)},
            )
        shown = NOT_ASKED
        if user_input.get(CONF_CREATE_DASHBOARD):
            shown = await async_create_dashboard(self.hass)
        return self.async_create_entry(
            title=NAME,
            data={},
            options={CONF_KEEP_CARD: user_input.get(CONF_KEEP_CARD, True)},
            description=shown.outcome,
            description_placeholders=shown.placeholders,
        )


class PostureOptionsFlow(OptionsFlowWithReload):
    """One page of options; the entry is reloaded after a change."""

    async def async_step_init(
        self, user_input: dict[str, dict[str, Any]] | None = None
    ) -> ConfigFlowResult:
        """Show the options, and save them if all selected entities exist."""
        errors: dict[str, str] = {}
        entity = _NONE
        if user_input is None:
            options = with_suggestions(self.hass, self.config_entry.options)
            if CONF_KEEP_CARD not in options and await async_has_resource(self.hass):
                options[CONF_KEEP_CARD] = True  # added by hand
        else:
            options = flatten(user_input)
            if (invalid := invalid_entity(self.hass, options)) is None:
                return self.async_create_entry(data=normalize(options))
            # The frontend shows errors of sections, not of the fields in them.
            entity, errors[EVIDENCE] = invalid
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(OPTIONS_SCHEMA, with_sections(options)),
            errors=errors,
            description_placeholders={
                "entity": entity,
                "tools": ", ".join(installed_tools(self.hass)) or _NONE,
                "ban_sensors": ", ".join(suggested_ban_sensors(self.hass)) or _NONE,
            },
        )
