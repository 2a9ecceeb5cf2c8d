"""Events: the posture worsened or improved, a way in opened. All users can see them: no details."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .automation.report import WAY_IN_OPENED
from .coordinator import PostureConfigEntry, PostureCoordinator
from .entity import PostureEntity
from .posture.history import Direction

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities."""
    async_add_entities([PostureChange(entry.runtime_data), WayIn(entry.runtime_data)])


class ReportEvent(PostureEntity, EventEntity):
    """Base class of event entities that fire at most once per run."""

    def __init__(self, coordinator: PostureCoordinator, key: str, types: list[str]) -> None:
        """Initialize the event entity with its types of events."""
        super().__init__(coordinator, key)
        self._attr_event_types = types
        self._written = (0, True)

    def _newest(self) -> tuple[int, str | None]:
        """Return how many events there were since the start, and the type of the newest."""
        raise NotImplementedError

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
        """Fire if there is a newer event, and write the state if it differs from the last one."""
        count, event_type = self._newest()
        state = (count, self.available)
        if state == self._written:
            return
        if event_type and count != self._written[0]:
            self._trigger_event(event_type)
        self._written = state
        self.async_write_ha_state()


class PostureChange(ReportEvent):
    """Event entity: the posture worsened or improved."""

    def __init__(self, coordinator: PostureCoordinator) -> None:
        """Initialize the event entity."""
        super().__init__(coordinator, "change", [direction.value for direction in Direction])

    @override
    def _newest(self) -> tuple[int, str | None]:
        history = self.coordinator.history
        return history.direction_changes, history.direction and history.direction.value


class WayIn(ReportEvent):
    """Event entity: a way in from the internet opened."""

    def __init__(self, coordinator: PostureCoordinator) -> None:
        """Initialize the event entity."""
        super().__init__(coordinator, "way_in", [WAY_IN_OPENED])

    @override
    def _newest(self) -> tuple[int, str | None]:
        return self.coordinator.history.ways_opened, WAY_IN_OPENED
