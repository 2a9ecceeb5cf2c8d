"""Buttons: look at everything now; these administrators are expected."""

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
    """A button for administrators."""

    async def _async_presser(self) -> User | None:
        """Return who pressed it, refusing other people; an automation has no person."""
        if self._context is None or self._context.user_id is None:
            return None
        user = await self.hass.auth.async_get_user(self._context.user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=self._context)
        return user

    def _assert_ready(self) -> None:
        if self.coordinator.summary is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_ready")


class CheckNow(PostureButton):
    """Look now, for administrators and automations."""

    async def async_press(self) -> None:
        """Run every check; presses made meanwhile share the run."""
        await self._async_presser()
        self._assert_ready()
        await self.coordinator.async_recheck()


class ConfirmAdministrators(PostureButton):
    """Say that the administrators and their tokens are as they should be."""

    _attr_entity_category = EntityCategory.CONFIG

    async def async_press(self) -> None:
        """Take them for expected from now on. Nobody but a person can know that."""
        if await self._async_presser() is None:
            raise Unauthorized(context=self._context)
        self._assert_ready()
        await self.coordinator.async_confirm_administrators()
