"""Provide triggers: the posture worsened or improved, a way in opened, the state became another.

They are Home Assistant's own kind of trigger, with a target of entities, devices, areas, floors or
labels. The base classes for entities there would miss a state that changed while it was unknown,
so a target is followed with `LastReport`, as the device triggers do.
"""

from collections.abc import Mapping
import logging
from typing import ClassVar, Final, cast, override

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, State as EntityState, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.target import (
    TargetStateChangedData,
    async_track_target_selector_state_change_event,
)
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType

from .automation.entity import CHANGE, STATE, WAY_IN, EntityKey, find_entities
from .automation.report import TRIGGER_STATES, WAY_IN_OPENED, LastReport
from .posture.history import Direction

_LOGGER = logging.getLogger(__name__)


class PostureTrigger(Trigger):
    """Trigger on one report of the targeted entities of this integration."""

    _entity_key: ClassVar[EntityKey]
    _report: ClassVar[str]

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the target; there are no options."""
        return cast(ConfigType, ENTITY_STATE_TRIGGER_SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Keep the target."""
        super().__init__(hass, config)
        self._key = config.key
        self._target = config.target or {}

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action when a targeted entity reports it; return how to unsubscribe."""
        registry = er.async_get(self._hass)
        reports: dict[str, LastReport] = {}  # by registry id: an entity can be renamed

        @callback
        def on_entities(
            _added: set[str], _removed: set[str], states: Mapping[str, EntityState | None]
        ) -> None:
            nonlocal reports
            entries = find_entities(self._hass, states, self._entity_key)
            reports = {
                entry.id: reports.get(entry.id)
                or LastReport(self._entity_key, states[entry.entity_id])
                for entry in entries
            }
            if not reports:
                self._warn()

        @callback
        def on_state(data: TargetStateChangedData) -> None:
            event = data.state_change_event
            entry = registry.async_get(event.data["entity_id"])
            old, new = event.data["old_state"], event.data["new_state"]
            last = reports.get(entry.id) if entry else None
            if new is not None and last is not None and last.news(old, new) == self._report:
                variables = {ATTR_ENTITY_ID: new.entity_id, "from_state": old, "to_state": new}
                run_action(variables, f"{new.name}: {self._report}", event.context)

        stop = await async_track_target_selector_state_change_event(
            self._hass,
            self._target,
            on_state,
            self._own,
            on_entities,
            # The event entity is a diagnostic one.
            primary_entities_only=False,
        )
        if not reports:
            self._warn()
        return stop

    def _own(self, entity_ids: set[str]) -> set[str]:
        return {
            entry.entity_id for entry in find_entities(self._hass, entity_ids, self._entity_key)
        }

    def _warn(self) -> None:
        """Log that nothing can trigger until an entity comes into the target."""
        _LOGGER.warning(
            "The target %s of the trigger %s has no enabled %s entity of Security Posture",
            self._target,
            self._key,
            self._entity_key[0],
        )


def _make_trigger(key: EntityKey, report: str) -> type[PostureTrigger]:
    class CustomTrigger(PostureTrigger):
        _entity_key = key
        _report = report

    return CustomTrigger


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    **{direction.value: _make_trigger(CHANGE, direction.value) for direction in Direction},
    WAY_IN_OPENED: _make_trigger(WAY_IN, WAY_IN_OPENED),
    **{f"became_{state.value}": _make_trigger(STATE, state.value) for state in TRIGGER_STATES},
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
