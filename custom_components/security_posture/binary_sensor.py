"""One problem light per area."""

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureConfigEntry, PostureCoordinator
from .entity import SummaryEntity
from .posture.model import Area, AreaStatus, Summary

PARALLEL_UPDATES = 0

_ON = {AreaStatus.FAIL: True, AreaStatus.WARN: True, AreaStatus.PASS: False}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add one light per area."""
    async_add_entities(AreaProblem(entry.runtime_data, area) for area in Area)


class AreaProblem(SummaryEntity, BinarySensorEntity):
    """On when something in the area needs attention; unknown when it could not be told."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM

    def __init__(self, coordinator: PostureCoordinator, area: Area) -> None:
        """Watch one area."""
        super().__init__(coordinator, area.value)
        self._area = area

    def _read(self, summary: Summary) -> bool | None:
        return _ON.get(summary.area_statuses[self._area])

    @property
    def is_on(self) -> bool | None:
        """Return whether the area has an open finding."""
        summary = self.coordinator.summary
        return self._read(summary) if summary else None
