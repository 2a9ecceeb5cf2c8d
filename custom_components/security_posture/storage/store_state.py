"""How well each stored file could be read, for the log, diagnostics and the list of repairs."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN


class StoreState(StrEnum):
    """What the last attempt to read a file found."""

    OK = "ok"
    INVALID = "invalid"  # not in the form that this integration writes: replaced by an empty one
    UNREADABLE = "unreadable"  # left as it is, and nothing is written
    OTHER_VERSION = "other_version"  # left as it is; another file is used beside it


_STATES: Final[HassKey[dict[str, StoreState]]] = HassKey(f"{DOMAIN}_store_states")


@callback
def store_states(hass: HomeAssistant) -> Mapping[str, StoreState]:
    """Return the states of all files read since the start, by name."""
    return MappingProxyType(_states(hass))


@callback
def async_set_state(hass: HomeAssistant, name: str, state: StoreState | None) -> bool:
    """Set the state of a file, None if it was deleted; return whether that is news."""
    states = _states(hass)
    before = states.pop(name, None)
    if state is not None:
        states[name] = state
    return state is not before


def _states(hass: HomeAssistant) -> dict[str, StoreState]:
    if (states := hass.data.get(_STATES)) is None:
        states = hass.data[_STATES] = {}
    return states
