"""Run blocking calls in Home Assistant's executor, a few at a time."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant

# Home Assistant shares the executor's threads; a hanging resolver or disk must not take them all.
MAX_JOBS: Final = 2


class LimitedExecutor:
    """Run at most `MAX_JOBS` blocking calls at once."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize the slots, shared by all collectors of one entry."""
        self._hass = hass
        self._slots = asyncio.Semaphore(MAX_JOBS)

    async def run[*Ts, T](self, call: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run `call` in a thread; its slot is released when it ends, even after a cancellation."""
        await self._slots.acquire()
        try:
            future = self._hass.async_add_executor_job(call, *args)
        except BaseException:
            self._slots.release()
            raise
        future.add_done_callback(self._on_done)
        # Not `shield`: it logs an exception raised after the caller was cancelled.
        await asyncio.wait((future,))
        return future.result()

    def _on_done[T](self, future: asyncio.Future[T]) -> None:
        self._slots.release()
        if not future.cancelled():
            future.exception()  # retrieve it, so that asyncio does not warn
