"""Read single sources again between two full runs, by what was found in them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time

from ..posture.facts import NOT_YET_READ, Facts, Reason
from ..posture.gaps import gaps
from .intervals import certificate_interval

# After the first failure; then it waits for the next full run.
DELAYS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
# What may be over in a minute: something restarts, is slow, or renews its certificate.
PASSING: Final = frozenset(
    {
        Reason.DNS,
        Reason.INTERNAL,
        Reason.NOT_LOADED,
        Reason.REFUSED,
        Reason.STARTING,
        Reason.TIMEOUT,
        Reason.TLS,
    }
)
# Timers fire a little early.
_MARGIN: Final = timedelta(seconds=1)


class Rereads:
    """Request the sources that failed for a passing reason, and certificates that end soon."""

    def __init__(
        self,
        hass: HomeAssistant,
        options: Mapping[str, Any],
        request: Callable[[Collection[str]], None],
    ) -> None:
        """Initialize; `request` is called with the sources to read."""
        self._hass = hass
        self._options = options
        self._request = request
        self._failed_at: dict[str, datetime] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._is_stopped = False

    @callback
    def async_schedule(self, facts: Facts, read_at: Mapping[str, datetime], now: datetime) -> None:
        """Schedule the next request, after a run that ended `now`."""
        self._note_failures(facts, read_at, now)
        due = dict(self._due(facts, read_at))
        self._cancel_request()
        if not due or self._is_stopped:
            return
        at = min(due.values())

        @callback
        def request(now: datetime) -> None:
            self._cancel = None
            self._request({name for name, when in due.items() if when <= now + _MARGIN})

        self._cancel = async_track_point_in_utc_time(self._hass, request, at)

    @callback
    def async_stop(self) -> None:
        """Cancel the next request; a run that is still going schedules none."""
        self._is_stopped = True
        self._cancel_request()

    @callback
    def _cancel_request(self) -> None:
        if self._cancel:
            self._cancel()
            self._cancel = None

    def _note_failures(self, facts: Facts, read_at: Mapping[str, datetime], now: datetime) -> None:
        for name in read_at:
            found = getattr(facts, name)
            if found is NOT_YET_READ or PASSING.isdisjoint(gaps(found)):
                self._failed_at.pop(name, None)
            else:
                self._failed_at.setdefault(name, now)

    def _due(self, facts: Facts, read_at: Mapping[str, datetime]) -> Iterator[tuple[str, datetime]]:
        """Yield the sources with the time of their next request, the soonest last."""
        if (interval := certificate_interval(facts, self._options)) and "tls" in read_at:
            yield "tls", read_at["tls"] + interval
        for name, failed_at in self._failed_at.items():
            times = (failed_at + delay for delay in DELAYS)
            if at := next((at for at in times if at > read_at[name]), None):
                yield name, at
