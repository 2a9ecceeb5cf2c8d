"""Limit the effect of what code of other integrations raises and does.

A backup agent or a multi-factor module may raise `CancelledError` or `SystemExit`, or ignore a
cancellation. Without a guard the first ends the whole look, the second Home Assistant, and the
third is waited for without end.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN
from ...posture.facts import Reason
from .errors import CollectorError

# The names of tasks that were cancelled and have not ended.
_ABANDONED: Final[HassKey[set[str]]] = HassKey(f"{DOMAIN}_abandoned")


@contextmanager
def contained() -> Iterator[None]:
    """Let only exceptions of the class Exception leave the block, and a cancellation of the task.

    Anything else becomes a CollectorError.
    """
    try:
        yield
    except Exception:
        raise
    except BaseException as err:
        if isinstance(err, asyncio.CancelledError) and _is_being_cancelled():
            raise
        raise CollectorError(Reason.INTERNAL) from err


async def in_own_task[T](
    hass: HomeAssistant, work: Coroutine[Any, Any, T], seconds: float, name: str
) -> T:
    """Return the result of `work`; raise TimeoutError after `seconds`.

    It runs in a task of its own: it can cancel only that task, and is abandoned if it does not
    end; until it does, none of the same name is started. Whatever it raises is an Exception here.
    """
    abandoned = hass.data.setdefault(_ABANDONED, set())
    if name in abandoned:
        work.close()
        raise TimeoutError
    task = hass.async_create_background_task(_contained(work), name)
    task.add_done_callback(_retrieve_exception)
    try:
        await asyncio.wait((task,), timeout=seconds)
        if not task.done():
            raise TimeoutError
        with contained():
            return task.result()
    finally:
        if not task.done():
            abandoned.add(name)
            task.add_done_callback(lambda _task: abandoned.discard(name))
            task.cancel()


async def _contained[T](work: Coroutine[Any, Any, T]) -> T:
    # In the task itself: the event loop would end with a SystemExit that a task raises.
    with contained():
        return await work


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _retrieve_exception[T](task: asyncio.Task[T]) -> None:
    """Retrieve the exception of an abandoned task, so that asyncio does not warn."""
    if not task.cancelled():
        task.exception()
