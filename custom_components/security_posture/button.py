"""The button that looks at everything now."""

from __future__ import annotations

from homeassistant.components.button import ButtonEntity
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
    """Add the button."""
    async_add_entities([CheckNow(entry.runtime_data, "check_now")])


class CheckNow(PostureEntity, ButtonEntity):
    """Look now, for administrators and automations."""

    async def async_press(self) -> None:
        """Run every check; presses made meanwhile share the run."""
        await self._async_require_admin()
        if self.coordinator.summary is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_ready")
        await self.coordinator.async_recheck()

    async def _async_require_admin(self) -> None:
        """Refuse a person who is not an administrator; an automation has no person."""
        if self._context is None or self._context.user_id is None:
            return
        user = await self.hass.auth.async_get_user(self._context.user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=self._context)
