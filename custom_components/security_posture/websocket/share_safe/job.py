"""A copy that is being made for a client: its events, its end, and who may still get it."""

import asyncio
from contextlib import suppress
import threading
import time
from typing import Any, Final

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN
from ..decorators import has_password_login

# Seconds between two progress events.
_PROGRESS_INTERVAL: Final = 0.5
# Seconds to wait for a thread that was told to stop, longer than it takes.
_STOPPING: Final = 5.0


class StoppedError(Exception):
    """The client has gone, or may no longer get the copy."""


class Job:
    """One request. Its methods for the thread raise StoppedError once it has ended."""

    def __init__(self, hass: HomeAssistant, connection: ActiveConnection, msg_id: int) -> None:
        """Begin; unsubscribing and a lost connection end it."""
        self._hass = hass
        self._connection = connection
        self._id = msg_id
        self._ended = threading.Event()
        self._finished = asyncio.Event()
        self._last_progress = 0.0
        connection.subscriptions[msg_id] = self._ended.set

    def stop(self) -> None:
        """Raise if the work has to end. Called in the thread that works."""
        if self._ended.is_set():
            raise StoppedError

    def progress(self, done: int, of: int) -> None:
        """Send the progress, not too often; the last one always. Called in the same thread."""
        self.stop()
        if done == of or time.monotonic() - self._last_progress >= _PROGRESS_INTERVAL:
            self._last_progress = time.monotonic()
            event = {"progress": {"done": done, "of": of}}
            self._hass.loop.call_soon_threadsafe(self.async_send, event)

    @callback
    def async_send(self, event: dict[str, Any]) -> None:
        """Send an event, if the user and the session may still get a copy.

        Both are checked each time: they may have changed since the command was accepted.
        """
        if self._ended.is_set():
            return
        if not self._is_allowed():
            self.async_end("unauthorized")
            return
        self._connection.send_event(self._id, event)

    @callback
    def async_end(self, why: str) -> None:
        """End the work, and tell the client why unless it has gone."""
        if not self._ended.is_set():
            self._connection.send_event(self._id, {"failed": why})
        self._ended.set()

    @callback
    def async_finish(self) -> None:
        """End the work; the thread has stopped."""
        self._ended.set()
        self._finished.set()

    async def async_stopped(self) -> None:
        """Wait for a thread that was told to stop; return at once if it was not."""
        if self._ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._finished.wait(), _STOPPING)

    def _is_allowed(self) -> bool:
        user = self._connection.user
        return user.is_active and user.is_admin and has_password_login(self._hass, self._connection)


# One at a time: it reads and rewrites every file.
RUNNING: Final[HassKey[Job]] = HassKey(f"{DOMAIN}_share_safe")


@callback
def async_stop(hass: HomeAssistant) -> None:
    """End the copy that is being made, if there is one."""
    if job := hass.data.get(RUNNING):
        job.async_end("stopped")
