"""What the entities share. They read the summary and nothing else."""

from __future__ import annotations

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN, NAME
from .coordinator import PostureCoordinator
from .posture.model import Summary


class PostureEntity(CoordinatorEntity[PostureCoordinator]):
    """One entity of the one service device."""

    _attr_has_entity_name = True
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: PostureCoordinator, key: str) -> None:
        """Name the entity by `key`."""
        super().__init__(coordinator)
        entry_id = coordinator.config_entry.entry_id
        self._attr_unique_id = f"{entry_id}_{key}"
        self._attr_translation_key = key
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry_id)}, entry_type=DeviceEntryType.SERVICE, name=NAME
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
        """Return whether there is a report."""
        return super().available and self.coordinator.summary is not None

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
