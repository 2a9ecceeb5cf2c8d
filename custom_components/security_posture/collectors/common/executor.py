"""Blocking work, in Home Assistant's executor, a little at a time."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant

# The executor's threads are everybody's; a hanging resolver or disk must not take them all.
MAX_JOBS: Final = 2


class LimitedExecutor:
    """At most two blocking calls at once."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Share the slots among all readers of one entry."""
        self._hass = hass
        self._slots = asyncio.Semaphore(MAX_JOBS)

    async def run[*Ts, T](self, call: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run `call` in a thread; it frees its slot when it ends, also when its caller gave up."""
        await self._slots.acquire()
        try:
            future = self._hass.async_add_executor_job(call, *args)
        except BaseException:
            self._slots.release()
            raise
        future.add_done_callback(self._release)
        # Not `shield`: it reports what a thread raises after its caller has given up.
        await asyncio.wait((future,))
        return future.result()

    def _release[T](self, future: asyncio.Future[T]) -> None:
        self._slots.release()
        if not future.cancelled():
            future.exception()  # seen, also when nobody waits for it any more
