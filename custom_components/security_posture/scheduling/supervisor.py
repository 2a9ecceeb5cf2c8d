"""Read the Supervisor again after its own events, and its apps every few minutes."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.hassio import is_hassio

# The dispatcher signal with which Home Assistant passes on the Supervisor's own events.
SIGNAL_SUPERVISOR: Final = "supervisor_event"
# Those that may change a result; others tell the progress of jobs.
SUPERVISOR_EVENTS: Final = frozenset(
    {
        *("addon", "health_changed", "issue_changed", "issue_removed"),
        *("supervisor_update", "supported_changed"),
    }
)
# There is no event for protection mode and the ports of an app: one local request for each
# running app reads them, some milliseconds each.
APPS_INTERVAL: Final = timedelta(minutes=5)


@callback
def async_listen_to_supervisor(
    hass: HomeAssistant, request: Callable[[Collection[str]], None]
) -> tuple[CALLBACK_TYPE, ...]:
    """Call `request` when the Supervisor may have changed; return how to unsubscribe."""
    if not is_hassio(hass):
        return ()

    @callback
    def on_supervisor_event(event: Mapping[str, Any]) -> None:
        if event.get("event") in SUPERVISOR_EVENTS:
            request(("supervisor",))

    @callback
    def on_interval(_now: datetime) -> None:
        request(("supervisor",))

    return (
        async_dispatcher_connect(hass, SIGNAL_SUPERVISOR, on_supervisor_event),
        async_track_time_interval(hass, on_interval, APPS_INTERVAL),
    )
