"""Run blocking calls in Home Assistant's executor, a few at a time."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN
from ...posture.facts import Reason
from .errors import CollectorError
from .foreign import contained

# Home Assistant shares the executor's threads; many files to read must not take them all.
MAX_JOBS: Final = 2
# Seconds after which a call no longer keeps others waiting; most take milliseconds.
SLOT_TIME: Final = 2.0

_SHARED: Final[HassKey[LimitedExecutor]] = HassKey(f"{DOMAIN}_executor")


class LimitedExecutor:
    """Start blocking calls a few at a time, and none again that still hangs.

    A thread that hangs, on a network share for instance, cannot be ended. It soon keeps no other
    call waiting; once nobody waits for it any longer, its function is refused until it ends. So
    a function that hangs costs one thread, however often it is called.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize the slots, shared by all collectors."""
        self._hass = hass
        self._slots = asyncio.Semaphore(MAX_JOBS)
        self._stalled: Counter[str] = Counter()

    async def run[*Ts, T](self, call: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run `call` in a thread.

        Raise `TIMEOUT` if an earlier thread of the same function still hangs.
        """
        name = _name(call)
        self._refuse_stalled(name)
        await self._slots.acquire()
        try:
            self._refuse_stalled(name)  # it was found to hang meanwhile
            future = self._hass.async_add_executor_job(call, *args)
        except BaseException:
            self._slots.release()
            raise
        # Not `shield`: it logs an exception raised after the caller was cancelled.
        try:
            try:
                await asyncio.wait((future,), timeout=SLOT_TIME)
            finally:
                self._slots.release()
            await asyncio.wait((future,))
        finally:
            if not future.done():
                self._abandon(name, future)
        with contained():
            return future.result()

    def _refuse_stalled(self, name: str) -> None:
        if self._stalled[name]:
            raise CollectorError(Reason.TIMEOUT)

    @callback
    def _abandon[T](self, name: str, future: asyncio.Future[T]) -> None:
        self._stalled[name] += 1

        @callback
        def ended(_future: asyncio.Future[T]) -> None:
            self._stalled[name] -= 1
            if not future.cancelled():
                future.exception()  # retrieve it, so that asyncio does not warn

        future.add_done_callback(ended)


@callback
def shared_executor(hass: HomeAssistant) -> LimitedExecutor:
    """Return the executor of all config entries: a reload does not forget what hangs."""
    if (executor := hass.data.get(_SHARED)) is None:
        executor = hass.data[_SHARED] = LimitedExecutor(hass)
    return executor


def _name(call: Callable[..., object]) -> str:
    """Return a name for the function; a bound method is another object each time."""
    return f"{getattr(call, '__module__', '')}.{getattr(call, '__qualname__', call)}"
