"""One event: it became worse, or better. What exactly is not for everybody."""

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
    """Add the event."""
    async_add_entities([PostureChange(entry.runtime_data)])


class PostureChange(PostureEntity, EventEntity):
    """Fires at most once per run."""

    def __init__(self, coordinator: PostureCoordinator) -> None:
        """Tell of what turns from now on."""
        super().__init__(coordinator, "change")
        self._attr_event_types = [direction.value for direction in Direction]
        self._shown = (0, True)

    async def async_added_to_hass(self) -> None:
        """Tell also of what turned while the entity was being added."""
        await super().async_added_to_hass()
        self._handle_coordinator_update()

    @callback
    def _handle_coordinator_update(self) -> None:
        # The others show the new report first: who hears of the event looks at them.
        self.hass.loop.call_soon(self._show)

    @callback
    def _show(self) -> None:
        """Fire if there was a turn, and write the state if it differs from the one before."""
        history = self.coordinator.history
        shown = (history.direction_changes, self.available)
        if shown == self._shown:
            return
        if history.direction and history.direction_changes != self._shown[0]:
            self._trigger_event(history.direction.value)
        self._shown = shown
        self.async_write_ha_state()
