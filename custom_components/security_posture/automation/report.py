"""Decide whether a state change of one of the entities is news."""

from typing import Final

from homeassistant.components.event import ATTR_EVENT_TYPE
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State as EntityState

from ..const import STARTUP_HISTORY_GRACE
from ..posture.model import State
from .entity import CHANGE, STATE, WAY_IN, EntityKey

# The states that a trigger can wait for. Unknown is none: the event "worsened" covers it.
TRIGGER_STATES: Final = (State.AT_RISK, State.ATTENTION, State.GOOD)
# The type of the event when a way in from the internet opened.
WAY_IN_OPENED: Final = "way_in_opened"


class LastReport:
    """Remember what an entity reported last.

    A state that merely returns, after the entity was unavailable or unknown, is no news.
    """

    def __init__(self, key: EntityKey, state: EntityState | None) -> None:
        """Begin with the current state of the entity."""
        self._key = key
        self._last = _reported(key, state)

    def news(self, old: EntityState | None, new: EntityState) -> str | None:
        """Return the event type or the state that is new, or None if nothing is."""
        before, now = self._last, _reported(self._key, new)
        if now is None or now == before:
            return None
        self._last = now
        if before is None and not _was_unknown_for_long(old, new):
            return None
        if self._key in (CHANGE, WAY_IN):
            event_type: str | None = new.attributes.get(ATTR_EVENT_TYPE)
            return event_type
        return now


def _reported(key: EntityKey, state: EntityState | None) -> str | None:
    """Return what a state reports, or None if it reports nothing."""
    if state is None or state.state == STATE_UNAVAILABLE:
        return None
    if key == STATE and state.state not in TRIGGER_STATES:
        return None
    return state.state  # of an event: its time, or unknown before the first one


def _was_unknown_for_long(old: EntityState | None, new: EntityState) -> bool:
    """Return whether the state was unknown for longer than a start takes."""
    if old is None or old.state != STATE_UNKNOWN:
        return False
    return new.last_changed - old.last_changed >= STARTUP_HISTORY_GRACE
