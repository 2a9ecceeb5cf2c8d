"""What the entities share. They read the summary and nothing else."""

from typing import Final

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.loader import async_get_loaded_integration

from .const import DOMAIN, NAME
from .coordinator import PostureCoordinator
from .posture import RULESET
from .posture.model import Summary

# The page with the options, inside Home Assistant.
SETTINGS: Final = f"homeassistant://config/integrations/integration/{DOMAIN}"


class PostureEntity(CoordinatorEntity[PostureCoordinator]):
    """One entity of the one service device."""

    _attr_has_entity_name = True
    _attr_entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: PostureCoordinator, key: str) -> None:
        """Name the entity by `key`."""
        super().__init__(coordinator)
        entry_id = coordinator.config_entry.entry_id
        self._attr_unique_id = f"{entry_id}_{key}"
        self._attr_translation_key = key
        integration = async_get_loaded_integration(coordinator.hass, DOMAIN)
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=NAME,
            manufacturer=NAME,
            model=f"Ruleset {RULESET}",
            sw_version=str(integration.version),
            configuration_url=SETTINGS,
        )
        self._key = key

    @property
    def suggested_object_id(self) -> str:
        """Return the end of the entity's id: the same in every language, for rules to name."""
        return self._key


class SummaryEntity(PostureEntity):
    """An entity that shows one thing of the summary."""

    _shown: object = None

    @property
    def available(self) -> bool:
        """Return whether there is a report, and it is current."""
        coordinator = self.coordinator
        return super().available and coordinator.summary is not None and not coordinator.is_stale

    def _read(self, summary: Summary) -> object:
        """Return what is shown of the summary."""
        raise NotImplementedError

    @callback
    def _handle_coordinator_update(self) -> None:
        """Write the state, but only when it differs from the one written before."""
        summary = self.coordinator.summary
        shown = (self.available, self._read(summary) if summary else None)
        if shown != self._shown:
            self._shown = shown
            super()._handle_coordinator_update()
