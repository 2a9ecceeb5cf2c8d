"""Base classes of the entities. They only read the summary, which is for all users."""

from typing import Final, override

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.loader import async_get_loaded_integration

from .const import DOMAIN, NAME
from .coordinator import PostureCoordinator
from .posture import RULESET
from .posture.model import Summary
from .registry.constant_ids import DEVICE

# The page of the integration, with its options.
SETTINGS: Final = f"homeassistant://config/integrations/integration/{DOMAIN}"


class PostureEntity(CoordinatorEntity[PostureCoordinator]):
    """Base class of all entities; they belong to one service device."""

    _attr_has_entity_name = True
    _attr_entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: PostureCoordinator, key: str) -> None:
        """Initialize the entity with the unique id and translation key `key`."""
        super().__init__(coordinator)
        self._attr_unique_id = key
        self._attr_translation_key = key
        integration = async_get_loaded_integration(coordinator.hass, DOMAIN)
        self._attr_device_info = DeviceInfo(
            identifiers={DEVICE},
            entry_type=DeviceEntryType.SERVICE,
            name=NAME,
            manufacturer=NAME,
            model=f"Ruleset {RULESET}",
            sw_version=str(integration.version),
            configuration_url=SETTINGS,
        )
        self._key = key

    @property
    @override
    def suggested_object_id(self) -> str:
        """Return the same object id in all languages, so that examples can name entities."""
        return self._key


class SummaryEntity(PostureEntity):
    """Base class of entities that show one value of the summary."""

    _written: object = None

    @property
    @override
    def available(self) -> bool:
        """Return whether there is a report that is not outdated."""
        coordinator = self.coordinator
        return super().available and coordinator.summary is not None and not coordinator.is_stale

    def _value(self, summary: Summary) -> object:
        """Return the value of this entity."""
        raise NotImplementedError

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it differs from the one written before."""
        summary = self.coordinator.summary
        state = (self.available, self._value(summary) if summary else None)
        if state != self._written:
            self._written = state
            super()._handle_coordinator_update()
