"""Buttons: run all checks now; confirm the current administrators."""

from typing import override

from homeassistant.auth.models import User
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


class PostureButton(PostureEntity, ButtonEntity):
    """Base class of buttons that only administrators may press."""

    async def _async_require_admin(self) -> User | None:
        """Return the user who pressed the button, or None for an automation."""
        if self._context is None or self._context.user_id is None:
            return None
        user = await self.hass.auth.async_get_user(self._context.user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=self._context)
        return user

    def _require_report(self) -> None:
        if self.coordinator.summary is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_ready")


class CheckNow(PostureButton):
    """Run all checks now, for administrators and automations."""

    @property
    @override
    def available(self) -> bool:
        """Return True also after a failed run: pressing it is how to try again."""
        return True

    @override
    async def async_press(self) -> None:
        """Run all checks; concurrent presses share one run. It is an error if that failed."""
        await self._async_require_admin()
        self._require_report()
        if not await self.coordinator.async_recheck():
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="recheck_failed")


class ConfirmAdministrators(PostureButton):
    """Confirm that the current administrators and their tokens are expected."""

    _attr_entity_category = EntityCategory.CONFIG

    @override
    async def async_press(self) -> None:
        """Confirm them. An automation cannot know that, so it is refused."""
        if await self._async_require_admin() is None:
            raise Unauthorized(context=self._context)
        self._require_report()
        await self.coordinator.async_confirm_administrators()
