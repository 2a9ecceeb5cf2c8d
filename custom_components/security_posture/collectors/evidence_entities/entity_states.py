"""What the state of an entity that somebody chose means.

Any integration, script or template may be behind it: a state is a text, and what it means is
told by its domain and device class. What cannot be understood is never taken for good news.
"""

from datetime import datetime
from math import isfinite
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import State
from homeassistant.util import dt as dt_util

from ...posture.facts import Reason, Unavailable

# How services are said to be down, by systemd and by people.
_DOWN: Final = frozenset(
    {"dead", "disabled", "down", "error", "failed", "false", "inactive", "no", "not running"}
    | {STATE_OFF, "offline", "stopped"}
)


def bans_addresses(state: State | None) -> bool | Unavailable:
    """Return whether what bans addresses is at work: any state but one that says no."""
    seen = _seen(state)
    if isinstance(seen, Unavailable):
        return seen
    if seen.domain == "binary_sensor":
        is_trouble = seen.attributes.get(ATTR_DEVICE_CLASS) == BinarySensorDeviceClass.PROBLEM
        return seen.state == (STATE_OFF if is_trouble else STATE_ON)
    return seen.state.strip().casefold() not in _DOWN


def moment(state: State | None) -> datetime | Unavailable:
    """Return the date and time it shows, in UTC; a date alone is the beginning of its day.

    Times without a zone are local ones: those of an input_datetime are.
    """
    seen = _seen(state)
    if isinstance(seen, Unavailable):
        return seen
    try:
        at = dt_util.parse_datetime(seen.state, raise_on_error=True)
    except ValueError:
        at = None
    try:
        if at is None and (day := dt_util.parse_date(seen.state)):
            at = dt_util.start_of_local_day(day)
        return Unavailable(Reason.PARSE) if at is None else dt_util.as_utc(at)
    except OverflowError, ValueError:  # the first and the last year have no neighbours
        return Unavailable(Reason.PARSE)


def updates_wait(state: State | None) -> bool | Unavailable:
    """Return whether updates wait: a number above zero, or a switch-like state that is on."""
    seen = _seen(state)
    if isinstance(seen, Unavailable):
        return seen
    if seen.state in {STATE_ON, STATE_OFF}:
        return seen.state == STATE_ON
    try:
        number = float(seen.state)
    except ValueError:
        return Unavailable(Reason.PARSE)
    return number > 0 if isfinite(number) else Unavailable(Reason.PARSE)


def _seen(state: State | None) -> State | Unavailable:
    if state is None:
        return Unavailable(Reason.MISSING)
    if state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return Unavailable(Reason.NOT_LOADED)
    return state
