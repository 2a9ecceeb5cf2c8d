"""Iterate over long sequences without blocking the event loop."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

# About two milliseconds of work on a small computer.
STEP: Final = 500


async def yielding[T](items: Sequence[T], step: int = STEP) -> AsyncIterator[T]:
    """Yield the items, giving control to the event loop after every `step` of them."""
    for n, item in enumerate(items, 1):
        yield item
        if n % step == 0:
            await asyncio.sleep(0)
