"""Interpret the state of a selected entity.

It may belong to any integration, script or template. What cannot be parsed is unavailable, never
a pass.
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

from ...posture.backup_apps import TIME_ATTRIBUTES
from ...posture.facts import Reason, Unavailable

# States of a stopped service, as systemd and people write them.
_DOWN: Final = frozenset(
    {
        "dead",
        "disabled",
        "down",
        "error",
        "failed",
        "false",
        "inactive",
        "no",
        "not running",
        "offline",
        "stopped",
        STATE_OFF,
    }
)

# What apps write before their first backup.
_NEVER: Final = "never"


def bans_addresses(state: State | None) -> bool | Unavailable:
    """Return whether a banning service runs: any state that does not say otherwise."""
    known = _require_known(state)
    if isinstance(known, Unavailable):
        return known
    if known.domain == "binary_sensor":
        is_problem = known.attributes.get(ATTR_DEVICE_CLASS) == BinarySensorDeviceClass.PROBLEM
        return known.state == (STATE_OFF if is_problem else STATE_ON)
    return known.state.strip().casefold() not in _DOWN


def last_backup(state: State | None) -> datetime | Unavailable | None:
    """Return the time in the state, else in an attribute that apps use; None: it says "never"."""
    at = timestamp(state)
    if state is None or isinstance(at, datetime):
        return at
    for name in TIME_ATTRIBUTES:
        value = state.attributes.get(name)
        if isinstance(value, datetime):
            return _as_utc(value)
        if isinstance(value, str):
            return None if value.strip().casefold() == _NEVER else _parse(value)
    return at


def timestamp(state: State | None) -> datetime | Unavailable:
    """Return the state as a date and time in UTC; a date alone is the start of that day."""
    known = _require_known(state)
    return known if isinstance(known, Unavailable) else _parse(known.state)


def _parse(text: str) -> datetime | Unavailable:
    try:
        at = dt_util.parse_datetime(text, raise_on_error=True)
    except ValueError:
        at = None
    try:
        # Without a time zone it is local time, as the states of input_datetime entities are.
        if at is None and (day := dt_util.parse_date(text)):
            at = dt_util.start_of_local_day(day)
    except OverflowError, ValueError:  # near year 1 or 9999
        at = None
    return Unavailable(Reason.PARSE) if at is None else _as_utc(at)


def _as_utc(at: datetime) -> datetime | Unavailable:
    try:
        return dt_util.as_utc(at)
    except OverflowError, ValueError:  # near year 1 or 9999
        return Unavailable(Reason.PARSE)


def updates_pending(state: State | None) -> bool | Unavailable:
    """Return whether updates are pending: a number above zero, or the state "on"."""
    known = _require_known(state)
    if isinstance(known, Unavailable):
        return known
    if known.state in {STATE_ON, STATE_OFF}:
        return known.state == STATE_ON
    try:
        number = float(known.state)
    except ValueError:
        return Unavailable(Reason.PARSE)
    return number > 0 if isfinite(number) else Unavailable(Reason.PARSE)


def _require_known(state: State | None) -> State | Unavailable:
    if state is None:
        return Unavailable(Reason.MISSING)
    if state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return Unavailable(Reason.NOT_LOADED)
    return state
