"""Read single sources again between two full runs, by what was found in them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time

from ..posture.facts import NOT_YET_READ, Facts, Reason
from ..posture.gaps import gaps
from .intervals import certificate_interval

# One, five and fifteen minutes after the first failure; then it waits for the next full run. Each
# from the read before: small computers set their clock by years in the minutes after a start.
DELAYS: Final = (timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=10))
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
        # How often each source that fails was requested since it does.
        self._tries: dict[str, int] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._is_stopped = False

    @callback
    def async_schedule(self, facts: Facts, read_at: Mapping[str, datetime]) -> None:
        """Schedule the next request, after a run."""
        self._note_failures(facts, read_at)
        due = dict(self._due(facts, read_at))
        self._cancel_request()
        if not due or self._is_stopped:
            return
        at = min(due.values())

        @callback
        def request(now: datetime) -> None:
            self._cancel = None
            names = {name for name, when in due.items() if when <= now + _MARGIN}
            for name in names & self._tries.keys():
                self._tries[name] += 1
            self._request(names)

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

    def _note_failures(self, facts: Facts, read_at: Mapping[str, datetime]) -> None:
        for name in read_at:
            found = getattr(facts, name)
            if found is NOT_YET_READ or PASSING.isdisjoint(gaps(found)):
                self._tries.pop(name, None)
            else:
                self._tries.setdefault(name, 0)

    def _due(self, facts: Facts, read_at: Mapping[str, datetime]) -> Iterator[tuple[str, datetime]]:
        """Yield the sources with the time of their next request, the soonest last."""
        if (interval := certificate_interval(facts, self._options)) and "tls" in read_at:
            yield "tls", read_at["tls"] + interval
        for name, tries in self._tries.items():
            if tries < len(DELAYS):
                yield name, read_at[name] + DELAYS[tries]
