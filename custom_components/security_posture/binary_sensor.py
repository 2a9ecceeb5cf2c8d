"""Binary sensors: one per area, on while it needs attention."""

from typing import override

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
    """Add one binary sensor per area."""
    async_add_entities(AreaProblem(entry.runtime_data, area) for area in Area)


class AreaProblem(SummaryEntity, BinarySensorEntity):
    """On if the area has an open finding of medium severity or above."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM

    def __init__(self, coordinator: PostureCoordinator, area: Area) -> None:
        """Initialize the binary sensor of one area."""
        super().__init__(coordinator, area.value)
        self._area = area

    @override
    def _value(self, summary: Summary) -> bool | None:
        return _ON.get(summary.area_statuses[self._area])

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether the area needs attention."""
        summary = self.coordinator.summary
        return self._value(summary) if summary else None
