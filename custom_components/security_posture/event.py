"""Event: the posture worsened or improved. All users can see it, so it has no details."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureConfigEntry, PostureCoordinator
from .entity import PostureEntity
from .posture.history import Direction

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity."""
    async_add_entities([PostureChange(entry.runtime_data)])


class PostureChange(PostureEntity, EventEntity):
    """Event entity that fires at most once per run."""

    def __init__(self, coordinator: PostureCoordinator) -> None:
        """Initialize the event entity."""
        super().__init__(coordinator, "change")
        self._attr_event_types = [direction.value for direction in Direction]
        self._written = (0, True)

    @override
    async def async_added_to_hass(self) -> None:
        """Fire for changes made before the entity was added."""
        await super().async_added_to_hass()
        self._handle_coordinator_update()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state after the other entities, whose states automations may read."""
        self.hass.loop.call_soon(self._write)

    @callback
    def _write(self) -> None:
        """Fire if the direction changed, and write the state if it differs from the last one."""
        history = self.coordinator.history
        state = (history.direction_changes, self.available)
        if state == self._written:
            return
        if history.direction and history.direction_changes != self._written[0]:
            self._trigger_event(history.direction.value)
        self._written = state
        self.async_write_ha_state()
