"""Provide conditions on the state. For a target with our state sensor exactly one of them holds."""

from typing import ClassVar, Final, Unpack, cast, override

import probatio as vol

from homeassistant.const import CONF_OPTIONS, CONF_TARGET
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConditionErrorMessage
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.helpers.typing import ConfigType

from .automation.entity import STATE, find_entities, posture_state
from .const import DOMAIN
from .posture.model import State

_SCHEMA: Final = vol.Schema(
    {vol.Required(CONF_TARGET): cv.TARGET_FIELDS, vol.Required(CONF_OPTIONS, default={}): {}}
)


class PostureCondition(Condition):
    """Test the state that the targeted sensor shows.

    Home Assistant's own base class skips unknown and unavailable states; here they are a result.
    """

    _state: ClassVar[State]

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the target; there are no options."""
        return cast(ConfigType, _SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Keep the target."""
        super().__init__(hass, config)
        self._target = config.target or {}
        self._selection = TargetSelection(self._target)

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Return whether the state is the expected one."""
        selected = async_extract_referenced_entity_ids(
            self._hass, self._selection, expand_group=False
        )
        entity_ids = selected.referenced | selected.indirectly_referenced
        entries = find_entities(self._hass, entity_ids, STATE)
        if not entries:
            # Neither true nor false: a "not" around it must not make it true.
            raise ConditionErrorMessage(
                f"{DOMAIN}.is_{self._state.value}",
                f"the target {self._target} has no enabled state sensor of Security Posture",
            )
        return any(posture_state(self._hass, entry) is self._state for entry in entries)


def _make_condition(state: State) -> type[PostureCondition]:
    class CustomCondition(PostureCondition):
        _state = state

    return CustomCondition


CONDITIONS: Final[dict[str, type[Condition]]] = {
    f"is_{state.value}": _make_condition(state) for state in State
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
