"""Buttons: run all checks now; a former one that says where administrators are confirmed."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import PostureConfigEntry
from .entity import PostureEntity

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons."""
    coordinator = entry.runtime_data
    async_add_entities(
        [
            CheckNow(coordinator, "check_now"),
            ConfirmAdministrators(coordinator, "confirm_administrators"),
        ]
    )


class CheckNow(PostureEntity, ButtonEntity):
    """Run all checks now, for administrators and automations."""

    @override
    async def async_press(self) -> None:
        """Run all checks; concurrent presses share one run."""
        await self._async_require_admin()
        if self.coordinator.summary is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_ready")
        await self.coordinator.async_recheck()

    async def _async_require_admin(self) -> None:
        """Refuse users who are not administrators; automations have no user."""
        if self._context is None or self._context.user_id is None:
            return
        user = await self.hass.auth.async_get_user(self._context.user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=self._context)


class ConfirmAdministrators(PostureEntity, ButtonEntity):
    """Say where administrators are confirmed: a button cannot show what it would confirm.

    Dashboards and automations of earlier versions contain it.
    """

    _attr_entity_category = EntityCategory.CONFIG

    @override
    async def async_press(self) -> None:
        """Refuse to confirm anything."""
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="confirm_on_card")
